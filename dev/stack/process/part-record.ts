import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { processIdentity } from '../../bootstrap/process-identity.mjs';

/** A process that a launcher has noted down as one of its parts. */
export interface PartRecord {
  name: string;
  pid: number;
}

/** Notes `<name>.pid` (just the number) and, to know the process again, `<name>.identity`. */
export function writePartRecord(runDirectory: string, { name, pid }: PartRecord): void {
  mkdirSync(runDirectory, { recursive: true });
  writeWhole(join(runDirectory, `${name}.identity`), `${processIdentity(pid)}\n`);
  writeWhole(join(runDirectory, `${name}.pid`), `${pid}\n`);
}

export function removePartRecord(runDirectory: string, name: string): void {
  rmSync(join(runDirectory, `${name}.pid`), { force: true });
  rmSync(join(runDirectory, `${name}.identity`), { force: true });
}

/** The noted parts that still run. A number that has gone to another process since does not count. */
export function readLiveParts(runDirectory: string): PartRecord[] {
  return noted(runDirectory).filter(({ name, pid }) => {
    const identity = read(join(runDirectory, `${name}.identity`));
    return identity !== '' && identity === processIdentity(pid);
  });
}

function noted(runDirectory: string): PartRecord[] {
  return readdirSync(runDirectory)
    .filter((file) => file.endsWith('.pid'))
    .map((file) => ({ name: basename(file, '.pid'), pid: Number(read(join(runDirectory, file))) }))
    .filter(({ pid }) => pid > 0);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** Readers see the old text or the new one. */
function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}
