import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdLock, tryLock } from '../../../dev/bootstrap/hold-lock.mjs';
import { processIdentity } from '../../../dev/bootstrap/process-identity.mjs';

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lector-lock-'));
  path = join(directory, 'some', 'lock');
});

afterEach(() => rm(directory, { recursive: true }));

describe('a lock', () => {
  it('is held by one until it is released', () => {
    const lock = tryLock(path);
    expect(lock).toHaveProperty('release');
    expect(tryLock(path)).toEqual({ heldBy: process.pid });
    if ('release' in lock) lock.release();
    expect(existsSync(path)).toBe(false);
  });

  it('is taken over from a process that has gone', async () => {
    const { pid } = spawnSync('true');
    const lock = tryLock(path);
    if ('release' in lock) lock.release();
    await writeFile(path, `${pid}\nsome-boot/123\n`);
    expect(tryLock(path)).toHaveProperty('release');
  });

  it('is taken over when its process number has gone to another process', async () => {
    const lock = tryLock(path);
    if ('release' in lock) lock.release();
    await writeFile(path, `${process.pid}\n${processIdentity(process.pid)}0\n`);
    expect(tryLock(path)).toHaveProperty('release');
  });

  it('that is being written is respected, one that stays empty is not', async () => {
    const lock = tryLock(path);
    if ('release' in lock) lock.release();
    await writeFile(path, '');
    expect(tryLock(path)).toEqual({ heldBy: 0 });
    const past = new Date(Date.now() - 60_000);
    await utimes(path, past, past);
    expect(tryLock(path)).toHaveProperty('release');
  });

  it('lets its holders in one after the other', async () => {
    const order: string[] = [];
    await Promise.all(
      ['a', 'b', 'c'].map(async () => {
        const lock = await holdLock(path);
        order.push('in');
        await new Promise((resolve) => setTimeout(resolve, 20));
        order.push('out');
        lock.release();
      }),
    );
    expect(order.join(' ')).toBe('in out in out in out');
  });

  it('is no longer waited for after an abort', async () => {
    tryLock(path);
    await expect(holdLock(path, { signal: AbortSignal.timeout(50) })).rejects.toThrow('aborted');
  });
});
