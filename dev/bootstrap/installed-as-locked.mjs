import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether node_modules holds what package-lock.json asks for, by npm's own record of it (node_modules/.package-lock.json).
 * It spares a second installation after somebody's own `npm ci` or `npm install`.
 *
 * @param {string} root
 * @param {string} lockText package-lock.json
 */
export function installedAsLocked(root, lockText) {
  const installed = readRecord(root);
  if (installed === undefined) return false;
  const { '': _project, ...locked } = JSON.parse(lockText).packages;
  if (Object.keys(installed).some((path) => locked[path] === undefined)) return false;
  return Object.entries(locked).every(([path, wanted]) => {
    const found = installed[path];
    // npm leaves out other platforms' packages, and what only those would have needed.
    if (found === undefined) return wanted.optional === true && !isNeededHere(wanted);
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

/** Made for just this platform. Which C library is here only npm can tell. */
function isNeededHere({ os, cpu, libc }) {
  const isSpecific = os !== undefined && cpu !== undefined && libc === undefined;
  return isSpecific && allows(os, process.platform) && allows(cpu, process.arch);
}

/** @param {string | string[]} wanted names, or names to keep out with a `!` before them */
function allows(wanted, name) {
  const list = [wanted].flat();
  if (list.includes(`!${name}`)) return false;
  return list.includes(name) || list.every((entry) => entry.startsWith('!'));
}

function readRecord(root) {
  try {
    return JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8'))
      .packages;
  } catch {
    return undefined;
  }
}
