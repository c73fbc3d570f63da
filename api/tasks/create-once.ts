import { keepAnswer, takeIdempotencyKey } from '../../db/repositories/idempotency-keys.ts';
import { TooManyTasks } from '../../db/repositories/tasks/create-task.ts';
import { transact, type Tx } from '../../db/transaction.ts';
import { earlierAnswer, hashRequest, idempotencyKeyOf } from '../http/idempotency.ts';
import { Problem } from '../http/problem.ts';
import type { Call } from '../http/route.ts';

/** @param body is kept with the idempotency key, for whoever asks again */
interface Creation<Body> {
  /** All of the request that matters. */
  request: unknown;
  id: string;
  status: number;
  make(tx: Tx): Promise<Body>;
}

/**
 * Makes a task in one transaction, or finds what an earlier request with the same `Idempotency-Key` was answered.
 *
 * @returns the body to answer with, and whether the task was made just now
 * @throws Problem `idempotency_key_reused`, and `conflict` for a task too many
 */
export async function createOnce<Body>(
  { ctx, em, user }: Pick<Call<'user', unknown, unknown, unknown>, 'ctx' | 'em' | 'user'>,
  { request, id, status, make }: Creation<Body>,
): Promise<{ body: Body; isNew: boolean }> {
  const key = idempotencyKeyOf(ctx);
  const use = { userId: user.id, operation: 'createTask', key: key ?? '' };
  const requestHash = hashRequest(request);
  return transact(em, async (tx) => {
    const taken = key && (await takeIdempotencyKey(tx, { ...use, requestHash, resourceId: id }));
    // Key and answer are committed together: whoever finds the one finds the other.
    if (taken) return { body: earlierAnswer(taken, requestHash)?.body as Body, isNew: false };
    const body = await make(tx);
    if (key) await keepAnswer(tx, use, { status, body });
    return { body, isNew: true };
  }).catch((error: unknown) => {
    if (!(error instanceof TooManyTasks)) throw error;
    throw new Problem('conflict', { detail: error.message, cause: error });
  });
}
