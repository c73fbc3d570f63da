import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** ffmpeg ended with an error, was killed, or isn't there. The message is fit to be shown. */
export class FfmpegError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FfmpegError';
  }
}

export interface FfmpegRun {
  args: readonly string[];
  /** Fed to its standard input. */
  input?: Iterable<Buffer>;
  /** Takes its standard output, piece by piece. */
  onOutput?: (bytes: Buffer) => void;
  /** Kills it. */
  signal?: AbortSignal;
}

/**
 * Runs the `ffmpeg` of PATH to its end.
 *
 * @throws FfmpegError with the last lines that it wrote
 */
export async function runFfmpeg({ args, input, onOutput, signal }: FfmpegRun): Promise<void> {
  const child = spawn('ffmpeg', ['-hide_banner', '-nostats', '-loglevel', 'error', ...args], {
    stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    ...(signal && { signal, killSignal: 'SIGKILL' as const }),
  });
  let complaints = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    complaints = (complaints + bytes.toString()).slice(-2_000);
  });
  child.stdout?.on('data', (bytes: Buffer) => onOutput?.(bytes));
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const fed =
    input && child.stdin ? pipeline(Readable.from(input), child.stdin) : Promise.resolve();
  const [end, feeding] = await Promise.allSettled([closed, fed]);
  if (end.status === 'rejected') {
    throw new FfmpegError(`ffmpeg could not be run: ${messageOf(end.reason)}`, {
      cause: end.reason,
    });
  }
  const [code, killedBy] = end.value;
  if (code !== 0) {
    const why = complaints.trim() || `ended with ${killedBy ?? `code ${code}`}`;
    throw new FfmpegError(`ffmpeg: ${why}`);
  }
  if (feeding.status === 'rejected') throw feeding.reason;
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
