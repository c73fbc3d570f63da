import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { Readable } from 'node:stream';
import pLimit from 'p-limit';

/** No more ffmpeg processes at once than cores, whoever asks for them. */
const gate = pLimit(availableParallelism());

/** Address space and CPU seconds that a decoder of hostile input may use. */
const maxMemoryKib = 2 * 2 ** 20;
const maxCpuSeconds = 3600;
const stderrTailBytes = 4000;

export type MediaTool = 'ffmpeg' | 'ffprobe';

/** What a media tool's exit says when it is not zero. */
export class MediaToolError extends Error {
  readonly stderr: string;

  constructor(tool: MediaTool, exit: string, stderr: string) {
    super(`${tool} ended with ${exit}: ${stderr.trim().split('\n').slice(-3).join(' · ')}`);
    this.name = 'MediaToolError';
    this.stderr = stderr;
  }
}

interface RunOptions<Result> {
  signal: AbortSignal;
  /** Reads the standard output to its end. */
  consume: (output: Readable) => Promise<Result>;
}

/**
 * Runs ffmpeg or ffprobe under limits of memory and CPU time, and waits for its turn where all cores are taken.
 *
 * @returns what `consume` made of the output
 * @throws MediaToolError when it ends with anything but 0
 * @throws the signal's reason when aborted; the process is killed
 */
export function runMediaTool<Result>(
  tool: MediaTool,
  args: string[],
  options: RunOptions<Result>,
): Promise<Result> {
  let hasBegun = false;
  const run = gate(() => {
    hasBegun = true;
    return runNow(tool, args, options);
  });
  return unlessAborted(run, options.signal, () => !hasBegun);
}

/** Somebody who waits for their turn may leave; a process that runs is waited for until it is gone. */
function unlessAborted<Result>(
  run: Promise<Result>,
  signal: AbortSignal,
  isWaiting: () => boolean,
): Promise<Result> {
  const { promise: left, reject } = Promise.withResolvers<never>();
  const leave = () => {
    if (isWaiting()) reject(signal.reason as Error);
  };
  signal.addEventListener('abort', leave, { once: true });
  return Promise.race([run, left]).finally(() => signal.removeEventListener('abort', leave));
}

async function runNow<Result>(
  tool: MediaTool,
  args: string[],
  options: RunOptions<Result>,
): Promise<Result> {
  options.signal.throwIfAborted();
  const limited = `ulimit -v ${maxMemoryKib} -t ${maxCpuSeconds} 2>/dev/null; exec "$0" "$@"`;
  const child = spawn('sh', ['-c', limited, tool, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: options.signal,
    killSignal: 'SIGKILL',
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-stderrTailBytes);
  });
  const exited = new Promise<string | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code === 0 ? null : String(signal ?? code)));
  });
  const [exit, output] = await Promise.allSettled([exited, options.consume(child.stdout)]);
  options.signal.throwIfAborted();
  if (output.status === 'rejected') throw output.reason;
  if (exit.status === 'rejected') throw exit.reason;
  if (exit.value !== null) throw new MediaToolError(tool, exit.value, stderr);
  return output.value;
}

/** For a tool that writes files: nothing is expected on its output. */
export async function discard(output: Readable): Promise<void> {
  for await (const _ of output);
}

/** Reads all of an output that must stay small. */
export async function readOutput(output: Readable, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  for await (const part of output as AsyncIterable<Buffer>) {
    sizeBytes += part.length;
    if (sizeBytes > maxBytes) throw new Error(`A media tool wrote more than ${maxBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
