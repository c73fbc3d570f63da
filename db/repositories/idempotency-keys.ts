import { IdempotencyKey } from '../entities/idempotency-key.ts';
import type { Em } from '../orm.config.ts';
import type { Tx } from '../transaction.ts';

interface KeyUse {
  userId: string;
  operation: string;
  key: string;
  /** Hash of what was asked. */
  requestHash: string;
  /** What the request is about to make. */
  resourceId: string;
}

/** Longer than any first request takes; after that its process is taken to be dead. */
const inFlightMs = 30_000;

/**
 * Takes a key for a request, in the transaction that does what was asked. Others with the same key wait for the commit.
 *
 * @returns null when it was free, else the earlier use
 */
export async function takeIdempotencyKey(tx: Tx, use: KeyUse): Promise<IdempotencyKey | null> {
  const { userId, operation, key, requestHash, resourceId } = use;
  const inserted = await tx
    .getKysely()
    .insertInto('idempotency_keys')
    .values({
      user_id: userId,
      operation,
      key,
      request_hash: requestHash,
      resource_id: resourceId,
      in_flight_until: new Date(Date.now() + inFlightMs),
    })
    .onConflict((conflict) => conflict.columns(['user_id', 'operation', 'key']).doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) return null;
  return tx.findOneOrFail(IdempotencyKey, { user: userId, operation, key });
}

/** Keeps what was answered, for whoever asks again with the key. */
export async function keepAnswer(
  em: Em,
  { userId, operation, key }: Pick<KeyUse, 'userId' | 'operation' | 'key'>,
  answer: { status: number; body: unknown },
): Promise<void> {
  await em.nativeUpdate(
    IdempotencyKey,
    { user: userId, operation, key, responseStatus: null },
    { responseStatus: answer.status, responseBody: answer.body },
  );
}
