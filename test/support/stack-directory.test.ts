import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeStackDirectory } from './stack-directory.ts';

let parent: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'lector-stacks-'));
});

afterEach(() => rm(parent, { recursive: true }));

it('removes the directories of killed runs, and no others', async () => {
  const living = makeStackDirectory(parent);
  const killed = join(parent, 'lector-test-stack-killed');
  const unlocked = join(parent, 'lector-test-stack-unlocked');
  const other = join(parent, 'something-else');
  for (const path of [killed, unlocked, other]) await mkdir(path);
  await writeFile(join(killed, 'jest.lock'), '1\nanother-boot/1\n');
  const made = makeStackDirectory(parent);
  expect([living, killed, unlocked, other, made].map((path) => existsSync(path))).toEqual([
    true,
    false,
    true,
    true,
    true,
  ]);
});
