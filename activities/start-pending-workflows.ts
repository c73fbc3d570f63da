import { findWaiting } from '../db/repositories/outbox.ts';
import type { Deps } from '../platform/deps.ts';

/** The API starts what it wrote itself, at once: only what is older was left behind. */
const graceMs = 5000;
const batchSize = 200;

export function createStartPendingWorkflows({ orm, starter }: Pick<Deps, 'orm' | 'starter'>) {
  /** Starts the workflows that wait in the outbox because a process died, or Temporal was away. */
  return async function startPendingWorkflows(): Promise<{ started: number }> {
    const waiting = await findWaiting(orm.em.fork(), new Date(Date.now() - graceMs), batchSize);
    let started = 0;
    for (const message of waiting) {
      if (await starter.tryStart(message)) started += 1;
    }
    return { started };
  };
}
