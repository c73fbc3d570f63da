import { spawn } from 'node:child_process';
import { environmentWith } from '../../platform/config.ts';

export interface CommandResult {
  exitCode: number;
  output: string;
  seconds: number;
}

/** Runs one of the project's tools; its output is kept, and passed on while it runs where `live`. */
export async function runCommand(
  command: string,
  args: string[],
  options: { live?: boolean; environment?: Record<string, string> } = {},
): Promise<CommandResult> {
  const startedAt = performance.now();
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environmentWith(options.environment ?? {}),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (options.live) process.stdout.write(text);
    });
  }
  child.once('error', reject);
  child.once('close', (code) => resolve(code ?? 1));
  const exitCode = await promise;
  return { exitCode, output, seconds: (performance.now() - startedAt) / 1000 };
}
