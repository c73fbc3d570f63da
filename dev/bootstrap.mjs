// `npm start`, `npm test` and `npm run check` begin here: node dev/bootstrap.mjs <script.ts> [arguments…]
//
// It is plain JavaScript for whatever Node (18 or later) the machine has, and needs no packages: it installs them when
// they are missing or not those of the lock, and hands over to Node 24.
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode } from './bootstrap/find-node.mjs';
import { ensurePackages } from './bootstrap/install-packages.mjs';
import { runScript } from './bootstrap/run-script.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [script, ...scriptArguments] = process.argv.slice(2);

try {
  if (script === undefined)
    throw new Error('Usage: node dev/bootstrap.mjs <script.ts> [arguments…]');
  await ensurePackages({ root, environment: process.env, print });
  const environment = {
    ...process.env,
    PATH: [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
  };
  // The flag that allows for its absence talks about it.
  const envFile = existsSync(join(root, '.env')) ? ['--env-file=.env'] : [];
  process.exitCode = await runScript({
    command: [findNode({ root }), ...envFile, script, ...scriptArguments],
    root,
    environment,
    startedByNpm: process.env.npm_lifecycle_event !== undefined,
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = typeof error?.exitCode === 'number' ? error.exitCode : 1;
}

/** @param {string} line */
function print(line) {
  console.error(line);
}
