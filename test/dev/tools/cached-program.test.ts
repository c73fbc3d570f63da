import { describe, expect, it } from '@jest/globals';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheProgram } from '../../../dev/tools/cached-program.ts';
import { openToolContext } from './temporary-tools.ts';

const program = { name: 'tool', version: '1.2.3' };

describe('cacheProgram', () => {
  it('makes a program once, for all who ask at once, and leaves just the program', async () => {
    await using context = await openToolContext();
    let made = 0;
    const make = async (directory: string) => {
      made += 1;
      const path = join(directory, 'whatever');
      await writeFile(path, 'program');
      await new Promise((resolve) => setTimeout(resolve, 50));
      return path;
    };
    const paths = await Promise.all([1, 2, 3].map(() => cacheProgram(program, context, make)));
    expect(new Set(paths)).toEqual(new Set([join(context.cache, 'tool-1.2.3')]));
    expect(made).toBe(1);
    expect(await readdir(context.cache)).toEqual(['tool-1.2.3']);
    expect(await readFile(join(context.cache, 'tool-1.2.3'), 'utf8')).toBe('program');
    expect((await stat(join(context.cache, 'tool-1.2.3'))).mode & 0o777).toBe(0o755);
  });

  it('leaves nothing of one that could not be made', async () => {
    await using context = await openToolContext();
    const half = async (directory: string) => {
      await writeFile(join(directory, 'half'), '');
      throw new Error('no space');
    };
    await expect(cacheProgram(program, context, half)).rejects.toThrow('no space');
    expect(await cacheProgram(program, context, () => Promise.resolve(undefined))).toBeUndefined();
    expect(await readdir(context.cache)).toEqual([]);
  });

  it('keeps versions apart', async () => {
    await using context = await openToolContext();
    const make = async (directory: string) => {
      await writeFile(join(directory, 'x'), '');
      return join(directory, 'x');
    };
    await cacheProgram(program, context, make);
    await cacheProgram({ ...program, version: '1.3.0' }, context, make);
    expect((await readdir(context.cache)).sort()).toEqual(['tool-1.2.3', 'tool-1.3.0']);
  });
});
