import { closeSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const rotateAboveBytes = 10 * 2 ** 20;
const readAtMostBytes = 64 * 2 ** 10;
const shownLines = 20;

export interface PartLog {
  path: string;
  fd: number;
  /** What has been written since it was opened; of much of it, the end. */
  text: () => string;
  close: () => void;
}

/** Opens `path` for appending. One of more than 10 MiB is first put aside as `<path>.1`. */
export function openPartLog(path: string): PartLog {
  mkdirSync(dirname(path), { recursive: true });
  const size = sizeOf(path);
  if (size > rotateAboveBytes) renameSync(path, `${path}.1`);
  const start = size > rotateAboveBytes ? 0 : size;
  const fd = openSync(path, 'a');
  return {
    path,
    fd,
    text: () => readFrom(path, start),
    close: () => closeSync(fd),
  };
}

/** The last lines of `text`, indented, for an error message. */
export function endOf(text: string): string {
  const lines = text.trimEnd().split('\n').slice(-shownLines);
  return lines.map((line) => `    ${line}`).join('\n');
}

function readFrom(path: string, start: number): string {
  const from = Math.max(start, sizeOf(path) - readAtMostBytes);
  const buffer = Buffer.alloc(readAtMostBytes);
  const fd = openSync(path, 'r');
  try {
    return buffer.toString('utf8', 0, readSync(fd, buffer, 0, buffer.length, from));
  } finally {
    closeSync(fd);
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
