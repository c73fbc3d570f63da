import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endOf, openPartLog } from '../../../../dev/stack/process/part-log.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lector-log-'));
});

afterEach(() => rm(directory, { recursive: true }));

describe('a part’s log', () => {
  it('is appended to, and shows what came since it was opened', async () => {
    const path = join(directory, 'logs', 'part.log');
    openPartLog(path).close();
    await appendFile(path, 'old\n');
    const log = openPartLog(path);
    await appendFile(path, 'new\n');
    expect(log.text()).toBe('new\n');
    expect(await readFile(path, 'utf8')).toBe('old\nnew\n');
    log.close();
  });

  it('of over 10 MiB is put aside', async () => {
    const path = join(directory, 'part.log');
    await writeFile(path, Buffer.alloc(10 * 2 ** 20, 'x'));
    openPartLog(path).close();
    expect(existsSync(`${path}.1`)).toBe(false);
    await appendFile(path, 'y');
    const log = openPartLog(path);
    await appendFile(path, 'new\n');
    expect(log.text()).toBe('new\n');
    expect((await stat(path)).size).toBe(4);
    expect((await stat(`${path}.1`)).size).toBe(10 * 2 ** 20 + 1);
    log.close();
  });

  it('shows the end of what is long', async () => {
    const path = join(directory, 'part.log');
    const log = openPartLog(path);
    await appendFile(path, `${'x'.repeat(200_000)}\nlast words\n`);
    expect(log.text()).toMatch(/x\nlast words\n$/);
    expect(log.text()).toHaveLength(64 * 2 ** 10);
    log.close();
    const numbered = Array.from({ length: 50 }, (_, index) => `line ${index + 1}`).join('\n');
    expect(endOf(numbered).split('\n')).toHaveLength(20);
    expect(endOf(numbered)).toMatch(/^ {4}line 31\n/);
  });
});
