import { execFileSync } from 'node:child_process';

/**
 * `command` wrapped so that the kernel sends it `deathSignal` when this process ends, even by kill -9.
 * For where `hasSetpriv` says so.
 *
 * The shell in between closes the gap before the signal is set: by then the parent may have gone already.
 * It replaces itself, so that the process id is the command's own.
 * Source: setpriv(1), PR_SET_PDEATHSIG(2const).
 *
 * @param {readonly string[]} command
 * @param {'SIGKILL' | 'SIGTERM' | 'SIGINT'} deathSignal
 * @param {readonly string[]} privileges more arguments for setpriv
 * @returns {string[]}
 */
export function boundCommand(command, deathSignal, privileges = []) {
  const script = '[ "$PPID" = "$1" ] || exit 143; shift; exec "$@"';
  const shell = ['sh', '-c', script, 'sh', String(process.pid)];
  return ['setpriv', ...privileges, `--pdeathsig=${deathSignal}`, '--', ...shell, ...command];
}

/**
 * Whether there is a setpriv (util-linux, Linux) that can bind a process to its parent; BusyBox's can't.
 *
 * @param {NodeJS.ProcessEnv} environment whose PATH is searched
 */
export function hasSetpriv(environment) {
  if (process.platform !== 'linux') return false;
  try {
    execFileSync('setpriv', ['--pdeathsig=SIGKILL', 'true'], { env: environment, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
