import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const neededMajor = 24;

/**
 * The Node to run Lector with: this one when it is new enough, else the one that is locked as a package.
 *
 * @param {{ root: string }} options
 * @returns {string} path of the executable
 */
export function findNode({ root }) {
  if (major(process.version) >= neededMajor) return process.execPath;
  const packaged = join(root, 'node_modules', '.bin', 'node');
  const version = existsSync(packaged) ? versionOf(packaged) : undefined;
  if (version !== undefined && major(version) >= neededMajor) return packaged;
  throw new Error(
    `Lector needs Node ${neededMajor} or later. This is ${process.version}, and node_modules ` +
      `${version === undefined ? 'has none that runs here' : `has ${version}`} ` +
      `(${process.platform}-${process.arch}).\n` +
      `Install Node ${neededMajor} (https://nodejs.org/en/download) and run the command again.`,
  );
}

/** @param {string} version `v24.1.0` */
function major(version) {
  return Number.parseInt(version.slice(1), 10);
}

/** @param {string} path */
function versionOf(path) {
  try {
    return execFileSync(path, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}
