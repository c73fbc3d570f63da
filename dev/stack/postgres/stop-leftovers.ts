import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pollUntil } from '../poll-until.ts';

const graceMs = 5000;

/**
 * Ends what a killed launcher or postmaster has left running on this cluster, and removes the note of it: Postgres would
 * not start while that number belongs to any process. Every Postgres process works in its cluster's directory: by that
 * they are known.
 */
export async function stopLeftovers(cluster: string): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    const left = workingIn(cluster);
    if (left.length === 0) break;
    for (const pid of left) send(pid, signal);
    await pollUntil(() => workingIn(cluster).length === 0, { timeoutMs: graceMs });
  }
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

function workingIn(cluster: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isPostgresIn(cluster, name))
    .map(Number);
}

function isPostgresIn(cluster: string, pid: string): boolean {
  try {
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
    return name === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    // It has gone, or is another user's.
    return false;
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
