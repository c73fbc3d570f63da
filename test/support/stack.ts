import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stackFileVariable, type SharedStack } from './shared-stack.ts';

/**
 * The stack that all tests of a run share: Postgres (no migration done, a superuser's URL: make a database of your
 * own), Temporal, S3, mail catcher and AI stand-in. `settings` are by their names in the environment, fit for
 * `loadConfig(stack.settings)`.
 *
 * @throws Error in a test whose project does not start one
 */
export function getStack(): SharedStack {
  return JSON.parse(readFileSync(stackFile(), 'utf8')) as SharedStack;
}

/** A directory for files that are to last as long as that stack. */
export function getStackDirectory(): string {
  return dirname(stackFile());
}

function stackFile(): string {
  const path = process.env[stackFileVariable];
  if (path !== undefined) return path;
  throw new Error('There is no stack here: name the test *.integration.test.ts or *.e2e.test.ts.');
}
