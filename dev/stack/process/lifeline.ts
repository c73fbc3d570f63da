import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { boundCommand, findSetpriv, type DeathSignal } from '../../bootstrap/bound-command.mjs';
import { guardScript } from './guard-script.ts';
import { signalGroup } from './process-group.ts';

/** A user that a root launcher runs a part as. `keeps` names capabilities that it keeps all the same (setpriv only). */
export interface Account {
  uid: number;
  gid: number;
  keeps: readonly string[];
}

export interface BoundCommand {
  command: readonly string[];
  environment: NodeJS.ProcessEnv;
  stdio: StdioOptions;
  directory?: string;
  account?: Account;
  /** What the kernel sends it when this process ends. SIGKILL unless given. */
  deathSignal?: DeathSignal;
}

/**
 * Starts processes that end with this one, however it ends. Each leads a group of its own, which the terminal's Ctrl-C
 * does not reach; what a leader leaves behind in its group is killed.
 *
 * Two things see to it. The kernel tells each process when its parent has died (setpriv; Linux only). And a shell that
 * reads from a pipe of ours sees it close, asks the groups to stop and kills them 3 s later: for where there is no
 * setpriv, and for the children's children.
 */
export class Lifeline {
  readonly #setpriv: string | undefined;
  readonly #groups = new Set<number>();
  #guard: ChildProcess;
  #isClosing = false;

  constructor(environment: NodeJS.ProcessEnv) {
    this.#setpriv = findSetpriv(environment);
    this.#guard = this.#startGuard();
  }

  /** False where the kernel does not help: then only the shell watches. */
  get isKernelBound(): boolean {
    return this.#setpriv !== undefined;
  }

  spawn({ command, account, deathSignal = 'SIGKILL', ...how }: BoundCommand): ChildProcess {
    const privileges = account && privilegesOf(account);
    const bound = boundCommand(command, { setpriv: this.#setpriv, deathSignal, privileges });
    const [file = '', ...args] = bound;
    const child = spawn(file, args, {
      ...(!this.isKernelBound && account && { uid: account.uid, gid: account.gid }),
      cwd: how.directory,
      env: how.environment,
      stdio: how.stdio,
      detached: true,
    });
    if (child.pid !== undefined) this.#watch(child, child.pid);
    return child;
  }

  /** Lets go of what still runs, and ends the watching. */
  async close(): Promise<void> {
    this.#isClosing = true;
    for (const group of this.#groups) this.#tell('remove', group);
    const gone = this.#guard.exitCode === null ? once(this.#guard, 'exit') : undefined;
    this.#guard.stdin?.end();
    await gone;
  }

  #watch(child: ChildProcess, group: number): void {
    this.#groups.add(group);
    this.#tell('add', group);
    child.once('exit', () => {
      signalGroup(group, 'SIGKILL');
      this.#groups.delete(group);
      this.#tell('remove', group);
    });
  }

  #startGuard(): ChildProcess {
    const guard = spawn('/bin/sh', ['-c', guardScript, 'lector-guard'], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    // Its end is seen below; writing to it until then is no failure of ours.
    guard.stdin.on('error', () => {});
    guard.once('exit', () => {
      if (this.#isClosing) return;
      this.#guard = this.#startGuard();
      for (const group of this.#groups) this.#tell('add', group);
    });
    return guard;
  }

  #tell(verb: 'add' | 'remove', group: number): void {
    this.#guard.stdin?.write(`${verb} ${group}\n`);
  }
}

function privilegesOf({ uid, gid, keeps }: Account): string[] {
  const user = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  if (keeps.length === 0) return user;
  const kept = keeps.map((capability) => `+${capability}`).join(',');
  // Without the last, access(2) does not count what is kept, and programs that ask it before they act give up.
  return [...user, `--inh-caps=${kept}`, `--ambient-caps=${kept}`, '--securebits=+no_setuid_fixup'];
}
