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

interface RunOptions {
  signal: AbortSignal;
  /** Takes the standard output; without it the output is thrown away. */
  onOutput?: (output: Readable) => Promise<void>;
}

/**
 * Runs ffmpeg or ffprobe under limits of memory and CPU time, and waits for its turn where all cores are taken.
 *
 * @throws MediaToolError when it ends with anything but 0
 * @throws the signal's reason when aborted; the process is killed
 */
export function runMediaTool(tool: MediaTool, args: string[], options: RunOptions): Promise<void> {
  return gate(() => runNow(tool, args, options));
}

async function runNow(tool: MediaTool, args: string[], options: RunOptions): Promise<void> {
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
  const consumed = options.onOutput ? options.onOutput(child.stdout) : drain(child.stdout);
  const [exit, output] = await Promise.allSettled([exited, consumed]);
  options.signal.throwIfAborted();
  if (output.status === 'rejected') throw output.reason;
  if (exit.status === 'rejected') throw exit.reason;
  if (exit.value !== null) throw new MediaToolError(tool, exit.value, stderr);
}

async function drain(output: Readable): Promise<void> {
  output.resume();
  await new Promise((resolve) => output.once('close', resolve));
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
