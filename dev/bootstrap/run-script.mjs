import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { boundCommand, findSetpriv } from './bound-command.mjs';
import { watchParents } from './watch-parents.mjs';

/**
 * Runs `command` on this terminal, hands signals on to it and waits for its end. It ends with this process: by the
 * kernel's word where there is setpriv, and a script may listen to 'disconnect' on the channel. When npm is killed,
 * the command is told to stop.
 *
 * @param {{ command: string[], root: string, environment: NodeJS.ProcessEnv, startedByNpm: boolean }} options
 * @returns {Promise<number>} exit code; 128 + signal when a signal ended it
 */
export function runScript({ command, root, environment, startedByNpm }) {
  const setpriv = findSetpriv(environment);
  const [file, ...args] = boundCommand(command, { setpriv, deathSignal: 'SIGTERM' });
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: root,
      env: environment,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    const forward = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
    const unwatch = startedByNpm ? watchParents(() => child.kill('SIGTERM')) : () => {};
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      unwatch();
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeListener(name, forward);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}
