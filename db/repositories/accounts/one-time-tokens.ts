import { OneTimeToken, type TokenPurpose } from '../../entities/one-time-token.ts';
import { Email } from '../../entities/email.ts';
import type { Em } from '../../orm.config.ts';
import type { Tx } from '../../transaction.ts';

interface NewToken {
  tokenHash: Buffer;
  userId: string;
  purpose: TokenPurpose;
  email: string;
  ttlSeconds: number;
}

export async function keepOneTimeToken(em: Em, token: NewToken): Promise<void> {
  const { userId, ttlSeconds, ...rest } = token;
  const expiresAt = new Date(Date.now() + ttlSeconds * 1000);
  await em.insert(OneTimeToken, { ...rest, user: userId, expiresAt });
}

/**
 * Uses a token up. Of many who present it at the same time, one gets it; all others of its purpose are void then, too.
 *
 * @returns null when it was used, has expired, or never was
 */
export async function redeemOneTimeToken(
  tx: Tx,
  tokenHash: Buffer,
  purpose: TokenPurpose,
): Promise<{ userId: string; email: string } | null> {
  const now = new Date();
  const kysely = tx.getKysely();
  const redeemed = await kysely
    .updateTable('one_time_tokens')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['user_id', 'email'])
    .executeTakeFirst();
  if (!redeemed) return null;
  await kysely
    .updateTable('one_time_tokens')
    .set({ used_at: now })
    .where('user_id', '=', redeemed.user_id)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .execute();
  return { userId: redeemed.user_id, email: redeemed.email };
}

/** None that was mailed is good any more, whatever for: whoever had it sent may be somebody else. */
export async function voidOneTimeTokens(tx: Tx, userId: string): Promise<void> {
  await tx.nativeUpdate(OneTimeToken, { user: userId, usedAt: null }, { usedAt: new Date() });
  const waiting = { subjectId: userId, kind: 'change-email', status: 'queued' } as const;
  await tx.nativeUpdate(Email, waiting, { status: 'dropped' });
}
