import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { holdLock } from '../bootstrap/hold-lock.mjs';
import { cacheDirectory } from './cache-directory.ts';
import type { ToolContext } from './tool-context.ts';

export interface CachedProgram {
  name: string;
  version: string;
}

/** Where the program is, or would be: its version is in the name. */
function cachedPath({ name, version }: CachedProgram, environment: NodeJS.ProcessEnv): string {
  return join(cacheDirectory(environment), 'bin', `${name}-${version}`);
}

/**
 * Makes the program unless the cache has it; of several processes that need it at once one makes it, the others wait.
 *
 * @param make puts the program into an empty directory and returns its path, or undefined when it can't
 * @returns the program's path in the cache, or undefined
 */
export async function cacheProgram(
  program: CachedProgram,
  context: ToolContext,
  make: (directory: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const path = cachedPath(program, context.environment);
  if (existsSync(path)) return path;
  await mkdir(dirname(path), { recursive: true });
  const lock = await holdLock(`${path}.lock`, {
    signal: context.signal,
    onWait: (pid) => context.report(`${basename(path)}: waiting for process ${pid}, which gets it`),
  });
  try {
    if (existsSync(path)) return path;
    return await makeAndRename(path, make);
  } finally {
    lock.release();
  }
}

async function makeAndRename(
  path: string,
  make: (directory: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const directory = await mkdtemp(`${path}.new-`);
  try {
    const made = await make(directory);
    if (made === undefined) return undefined;
    await chmod(made, 0o755);
    await rename(made, path);
    return path;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
