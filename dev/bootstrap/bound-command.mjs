import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * `command` wrapped so that the kernel sends it `deathSignal` when this process ends, even by kill -9. Unchanged where
 * there is no setpriv.
 *
 * The shell in between closes the gap before the signal is set: by then the parent may have gone already.
 * It replaces itself, so that the process id is the command's own.
 * Source: setpriv(1), PR_SET_PDEATHSIG(2const).
 *
 * @param {readonly string[]} command
 * @param {{ setpriv: string | undefined, deathSignal: string, privileges?: readonly string[] }} options
 *   `privileges` are more arguments for setpriv
 * @returns {string[]}
 */
export function boundCommand(command, { setpriv, deathSignal, privileges = [] }) {
  if (setpriv === undefined) return [...command];
  const script = '[ "$PPID" = "$1" ] || exit 143; shift; exec "$@"';
  const shell = ['/bin/sh', '-c', script, 'sh', String(process.pid)];
  return [setpriv, ...privileges, `--pdeathsig=${deathSignal}`, '--', ...shell, ...command];
}

/**
 * The setpriv (util-linux, Linux) on PATH, if it can bind a process to its parent; BusyBox's can't.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string | undefined}
 */
export function findSetpriv(environment) {
  if (process.platform !== 'linux') return undefined;
  const folders = (environment.PATH ?? '').split(delimiter).filter((path) => path !== '');
  const paths = folders.map((path) => join(path, 'setpriv'));
  const found = paths.find((path) => existsSync(path));
  return found !== undefined && canBind(found) ? found : undefined;
}

/** @param {string} setpriv */
function canBind(setpriv) {
  try {
    execFileSync(setpriv, ['--pdeathsig=SIGKILL', '/bin/sh', '-c', ':'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
