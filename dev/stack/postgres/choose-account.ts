import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { Account, Lifeline } from '../process/lifeline.ts';
import { StackError } from '../stack-error.ts';

const run = promisify(execFile);
const name = 'postgres';
// capabilities(7): CAP_DAC_OVERRIDE, to pass any directory, and CAP_SETPCAP, to keep that.
const neededToPass = (1n << 1n) | (1n << 8n);

/**
 * Postgres refuses to run as root. Then it runs as whoever has the cluster, else as the user `postgres`, who is made
 * when missing. `paths` are what it has to reach: for one that is closed to others it keeps the right to pass.
 *
 * @returns undefined when this process is not root's
 * @throws StackError when there is no way
 */
export async function chooseAccount(
  cluster: string,
  paths: readonly string[],
  lifeline: Pick<Lifeline, 'isKernelBound'>,
): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  const user = owner === undefined || owner.uid === 0 ? await postgresUser() : owner;
  const closed = paths.find((path) => !isOpenToAll(path));
  if (closed !== undefined && !(lifeline.isKernelBound && holdsCapabilities(neededToPass))) {
    throw new StackError(
      `The user ${name} can't reach ${closed}. Move the checkout to a directory that others may enter, ` +
        'or start as a user other than root.',
    );
  }
  return { uid: user.uid, gid: user.gid, keeps: closed === undefined ? [] : ['dac_override'] };
}

async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const known = await lookUpUser();
  if (known !== undefined) return known;
  const options = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'];
  const failure = await run('useradd', [...options, name]).then(
    () => undefined,
    (error: Error) => error.message,
  );
  // Another process may have made it at the same moment.
  const made = await lookUpUser();
  if (made !== undefined) return made;
  throw new StackError(
    `Postgres does not run as root, and its user could not be made (${failure}). ` +
      `Make a user named ${name}, or start as a user other than root.`,
  );
}

async function lookUpUser(): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** Whether any user may enter every directory on the way to `path`. */
function isOpenToAll(path: string): boolean {
  const directory = dirname(path);
  if ((statSync(directory).mode & 0o001) === 0) return false;
  return directory === '/' || isOpenToAll(directory);
}

function holdsCapabilities(bits: bigint): boolean {
  const status = readFileSync('/proc/self/status', 'utf8');
  const held = /^CapPrm:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0';
  return (BigInt(`0x${held}`) & bits) === bits;
}
