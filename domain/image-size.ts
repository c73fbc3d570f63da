import type { ImageFormat } from './image-format.ts';

export interface ImageSize {
  width: number;
  height: number;
}

/** What is still decoded: a few kilobytes can claim to be pixels by the billion. */
const maxPixels = 50_000_000;
const maxSidePixels = 16_384;

/** How far into a file its size may stand: a camera's metadata and colour profile come first. */
export const imageHeadBytes = 512 * 1024;

export function isDecodable({ width, height }: ImageSize): boolean {
  const sides = [width, height];
  return sides.every((side) => side > 0 && side <= maxSidePixels) && width * height <= maxPixels;
}

/**
 * The size that a picture's header claims, with nothing decoded.
 *
 * @param head the first `imageHeadBytes`, or all of a smaller file
 * @returns null where it does not say
 * Sources: ITU-T T.81 §B.2.2, PNG (third edition) §11.2.1, RFC 9649 §2.5–2.7
 */
export function readImageSize(head: Uint8Array, format: ImageFormat): ImageSize | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  try {
    if (format === 'png') return { width: view.getUint32(16), height: view.getUint32(20) };
    return format === 'jpeg' ? jpegSize(view) : webpSize(view);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Segments follow each other up to the start of frame; C4, C8 and CC are no frames. */
function jpegSize(view: DataView): ImageSize | null {
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    const standsAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    if (marker === 0xd9 || marker === 0xda) return null;
    at += standsAlone ? 2 : 2 + view.getUint16(at + 2);
  }
}

function webpSize(view: DataView): ImageSize | null {
  const chunk = [12, 13, 14, 15].map((at) => String.fromCharCode(view.getUint8(at))).join('');
  if (chunk === 'VP8 ') {
    const side = (at: number) => view.getUint16(at, true) & 0x3fff;
    return { width: side(26), height: side(28) };
  }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (chunk !== 'VP8X') return null;
  const side = (at: number) => (view.getUint16(at, true) | (view.getUint8(at + 2) << 16)) + 1;
  return { width: side(24), height: side(27) };
}
