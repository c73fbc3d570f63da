import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { processIdentity } from './process-identity.mjs';

/** How long a lock file may stay empty: the moment between its making and its writing. */
const emptyForMs = 2000;

/**
 * Takes the lock `path`, or tells who has it. A lock whose holder is gone, killed or before a reboot, is taken over.
 *
 * @param {string} path
 * @returns {{ release: () => void } | { heldBy: number }} `heldBy` is a process id; 0 when not known yet
 */
export function tryLock(path) {
  const mine = `${process.pid}\n${processIdentity(process.pid)}\n`;
  mkdirSync(dirname(path), { recursive: true });
  for (;;) {
    if (createFile(path, mine)) return { release: () => releaseLock(path, mine) };
    const found = readLock(path);
    if (found === undefined) continue;
    const [pid, identity] = found.split('\n');
    if (found === '' ? isFresh(path) : processIdentity(Number(pid)) === identity) {
      return { heldBy: Number(pid) };
    }
    removeStale(path, found);
  }
}

/**
 * As `tryLock`, but waits for its turn. `onWait` is called once, with the holder's process id.
 *
 * @param {string} path
 * @param {{ onWait?: (pid: number) => void, signal?: AbortSignal }} options
 * @returns {Promise<{ release: () => void }>}
 */
export async function holdLock(path, { onWait, signal } = {}) {
  let told = false;
  for (;;) {
    const lock = tryLock(path);
    if ('release' in lock) return lock;
    if (!told && lock.heldBy !== 0) {
      told = true;
      onWait?.(lock.heldBy);
    }
    await delay(200, undefined, { signal });
  }
}

function createFile(path, content) {
  try {
    writeFileSync(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function readLock(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isFresh(path) {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) < emptyForMs;
}

/** Moved aside first: only one of several processes can do that, and it sees what it has moved. */
function removeStale(path, stale) {
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  const moved = readFileSync(aside, 'utf8');
  if (moved !== stale) createFile(path, moved);
  rmSync(aside);
}

function releaseLock(path, mine) {
  if (readLock(path) === mine) rmSync(path, { force: true });
}
