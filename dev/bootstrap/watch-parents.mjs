import { readFileSync } from 'node:fs';

const everyMs = 500;

/**
 * Calls `onGone` once when the process that started this one has gone. npm starts scripts through a shell; one that
 * stays in between outlives npm, so its parent is watched as well.
 *
 * @param {() => void} onGone
 * @returns {() => void} stops watching
 */
export function watchParents(onGone) {
  const parent = process.ppid;
  const shell = isShell(parent) ? { pid: parent, parent: parentOf(parent) } : undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent && (!shell || parentOf(shell.pid) === shell.parent)) return;
    clearInterval(timer);
    onGone();
  }, everyMs);
  return () => clearInterval(timer);
}

/** @param {number} pid */
function isShell(pid) {
  return /^(sh|bash|dash|ash|busybox)$/.test(readStat(pid)?.name ?? '');
}

/** @param {number} pid */
function parentOf(pid) {
  return readStat(pid)?.parent;
}

/** @param {number} pid undefined where there is no /proc */
function readStat(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = stat.lastIndexOf(')');
    return {
      name: stat.slice(stat.indexOf('(') + 1, end),
      parent: Number(stat.slice(end + 2).split(' ')[1]),
    };
  } catch {
    return undefined;
  }
}
