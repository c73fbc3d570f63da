import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres } from '../../../../dev/stack/postgres/find-postgres.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lector-pg-'));
});

afterEach(() => rm(directory, { recursive: true }));

describe('findPostgres', () => {
  it('makes the links that npm could not pack, and makes them once', async () => {
    await mkdir(join(directory, 'native/bin'), { recursive: true });
    await mkdir(join(directory, 'native/lib'));
    await writeFile(join(directory, 'native/bin/postgres'), '');
    await writeFile(join(directory, 'native/lib/libpq.so.5.18'), 'library');
    const links = [
      { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' },
      { source: 'native/lib/libpq.so.5.18', target: 'native/bin/libpq.so' },
    ];
    await writeFile(join(directory, 'native/pg-symlinks.json'), JSON.stringify(links));
    for (const _ of [1, 2]) {
      expect(findPostgres(directory)).toEqual({
        initdb: join(directory, 'native/bin/initdb'),
        postgres: join(directory, 'native/bin/postgres'),
      });
    }
    expect(await readFile(join(directory, 'native/lib/libpq.so.5'), 'utf8')).toBe('library');
    expect(await readlink(join(directory, 'native/bin/libpq.so'))).toBe('../lib/libpq.so.5.18');
  });

  it('says what to set where there is no such package', () => {
    expect(() => findPostgres(directory)).toThrow(
      /^There is no embedded Postgres.*Set DATABASE_URL/,
    );
  });
});
