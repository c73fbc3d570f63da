import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tryLock } from '../../dev/bootstrap/hold-lock.mjs';

const prefix = 'lector-test-stack-';

/** A new temporary directory for a run's stack. Those of runs that were killed are removed. */
export function makeStackDirectory(parent = tmpdir()): string {
  for (const name of readdirSync(parent)) {
    if (name.startsWith(prefix)) removeIfAbandoned(join(parent, name));
  }
  const directory = mkdtempSync(join(parent, prefix));
  tryLock(lockOf(directory));
  return directory;
}

function removeIfAbandoned(directory: string): void {
  const lock = lockOf(directory);
  if (!existsSync(lock) || 'heldBy' in tryLock(lock)) return;
  rmSync(directory, { recursive: true, force: true });
}

function lockOf(directory: string): string {
  return join(directory, 'jest.lock');
}
