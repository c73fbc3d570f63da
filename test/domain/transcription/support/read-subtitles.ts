export interface ReadCue {
  startMs: number;
  endMs: number;
  lines: string[];
}

const clock = String.raw`(\d{2,}):([0-5]\d):([0-5]\d)`;
const srtTimes = new RegExp(String.raw`^${clock},(\d{3}) --> ${clock},(\d{3})$`);
const vttTimes = new RegExp(String.raw`^${clock}\.(\d{3}) --> ${clock}\.(\d{3})$`);

/** Reads SubRip strictly: numbered from 1, one timing line, text, an empty line. */
export function readSrt(source: string): ReadCue[] {
  if (source === '') return [];
  if (!source.endsWith('\n')) throw new Error('The last line has no end');
  return source
    .slice(0, -1)
    .split('\n\n')
    .map((block, index) => {
      const [number, times, ...lines] = block.split('\n');
      if (number !== String(index + 1)) throw new Error(`Cue ${index + 1} is numbered ${number}`);
      return readCue(srtTimes, times, lines);
    });
}

/** Reads WebVTT strictly: the header, notes, cues without identifiers; unescapes the text. */
export function readVtt(source: string): ReadCue[] {
  const [header, ...blocks] = source.slice(0, -1).split('\n\n');
  if (header !== 'WEBVTT' || !source.endsWith('\n')) throw new Error('Not a WebVTT file');
  return blocks
    .filter((block) => !block.startsWith('NOTE '))
    .map((block) => {
      const [times, ...lines] = block.split('\n');
      return readCue(vttTimes, times, lines.map(unescapeLine));
    });
}

function unescapeLine(line: string): string {
  if (/[<>]|&(?!(amp|lt|gt);)/.test(line)) throw new Error(`Not escaped: ${line}`);
  return line.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function readCue(pattern: RegExp, times: string | undefined, lines: string[]): ReadCue {
  const parts = pattern
    .exec(times ?? '')
    ?.slice(1)
    .map(Number);
  if (parts === undefined) throw new Error(`Not a timing line: ${times}`);
  if (lines.length === 0 || lines.includes('')) throw new Error('A cue without text');
  return { startMs: milliseconds(parts.slice(0, 4)), endMs: milliseconds(parts.slice(4)), lines };
}

function milliseconds([hours = 0, minutes = 0, seconds = 0, rest = 0]: number[]): number {
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest;
}
