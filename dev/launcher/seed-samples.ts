import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../stack/project-root.ts';

const books = 300;
const run = promisify(execFile);

interface SeedRun {
  /** With the settings of the stack. */
  environment: NodeJS.ProcessEnv;
  signal: AbortSignal;
  print: (line: string) => void;
}

/** A small catalogue to browse and search beside the demo's own books; the second time it is there already. */
export async function seedSamples({ environment, signal, print }: SeedRun): Promise<void> {
  const size = ['--books', `${books}`, '--users', '50', '--sessions', '1000', '--reviews', '600'];
  const command = [join(projectRoot, 'ops/main.ts'), 'seed', ...size];
  try {
    await run(process.execPath, command, { cwd: projectRoot, env: environment, signal });
    print(`\nBeside them the store has ${books} made-up audiobooks without recordings, to browse.`);
  } catch (error) {
    if (!signal.aborted) print(`\nThe sample catalogue could not be made: ${String(error)}`);
  }
}
