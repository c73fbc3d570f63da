import { createSeededRandom } from '../../domain/seeded-random.ts';
import { runFfmpeg } from '../tone/run-ffmpeg.ts';

/** Red, green, blue, 0 to 255. */
type Colour = readonly [number, number, number];

export interface CoverPalette {
  skyTop: Colour;
  skyBottom: Colour;
  /** The sun or the moon. */
  light: Colour;
  /** Hills or waves, from the far one to the near one. */
  layers: readonly Colour[];
}

const side = 800;

/** A square cover, 800 × 800 JPEG: a sky, a light in it and a few ranges of hills or waves. The seed decides their shapes. */
export async function drawCover(palette: CoverPalette, seed: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const size = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${side}x${side}`, '-i', 'pipe:0'];
  await runFfmpeg({
    args: [...size, '-frames:v', '1', '-q:v', '3', '-f', 'mjpeg', 'pipe:1'],
    input: [drawPixels(palette, seed)],
    onOutput: (bytes) => pieces.push(bytes),
  });
  return Buffer.concat(pieces);
}

function drawPixels({ skyTop, skyBottom, light, layers }: CoverPalette, seed: number): Buffer {
  const random = createSeededRandom(seed);
  const lightX = side * (0.3 + 0.4 * random());
  const lightY = side * (0.28 + 0.1 * random());
  const radius = side * (0.07 + 0.03 * random());
  const outlines = layers.map((_, index) => outline(0.52 + 0.13 * index, random));
  const pixels = Buffer.alloc(side * side * 3);
  for (let y = 0; y < side; y++) {
    const sky = mix(skyTop, skyBottom, Math.min(1, y / (side * 0.65)));
    for (let x = 0; x < side; x++) {
      const layer = layers[outlines.findLastIndex((edge) => y >= (edge[x] ?? side))];
      const colour = layer ?? mix(sky, light, glowAt(Math.hypot(x - lightX, y - lightY), radius));
      const at = (y * side + x) * 3;
      [pixels[at], pixels[at + 1], pixels[at + 2]] = colour;
    }
  }
  return pixels;
}

/** How much of a pixel is light: all of it inside the disc, fading outside. */
function glowAt(distance: number, radius: number): number {
  const disc = Math.min(1, radius - distance + 0.5);
  return Math.max(0, disc, 0.5 * Math.exp(-distance / (radius * 2)));
}

/** The upper edge of a range, in pixels from above, for every column: three waves on one another. */
function outline(height: number, random: () => number): number[] {
  const waves = [1, 2, 4].map((count) => ({
    count: count * (0.8 + 0.6 * random()),
    phase: 2 * Math.PI * random(),
    size: (side * 0.045) / count,
  }));
  return Array.from({ length: side }, (_, x) =>
    waves.reduce(
      (y, wave) => y + wave.size * Math.sin((2 * Math.PI * wave.count * x) / side + wave.phase),
      height * side,
    ),
  );
}

function mix(from: Colour, to: Colour, share: number): Colour {
  const channel = (index: 0 | 1 | 2) => from[index] + (to[index] - from[index]) * share;
  return [channel(0), channel(1), channel(2)];
}
