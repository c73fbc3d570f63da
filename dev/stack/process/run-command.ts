import type { PartContext } from '../part.ts';
import type { Account } from './lifeline.ts';
import { signalGroup } from './process-group.ts';

export interface CommandOptions {
  environment: NodeJS.ProcessEnv;
  directory?: string;
  account?: Account;
}

export interface CommandResult {
  exitCode: number;
  /** Standard output and error as they came; of much of it, the end. */
  output: string;
}

const keptCharacters = 200_000;

/**
 * Runs a command that does its work and ends. An abort kills it.
 *
 * @throws Error when it can't be started; the signal's reason when aborted
 */
export async function runCommand(
  command: readonly string[],
  options: CommandOptions,
  { lifeline, signal }: Pick<PartContext, 'lifeline' | 'signal'>,
): Promise<CommandResult> {
  signal.throwIfAborted();
  const child = lifeline.spawn({ command, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-keptCharacters);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const kill = () => child.pid !== undefined && signalGroup(child.pid, 'SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve(code ?? 137));
    });
    signal.throwIfAborted();
    return { exitCode, output };
  } finally {
    signal.removeEventListener('abort', kill);
  }
}
