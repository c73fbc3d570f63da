import { RefreshToken } from '../../entities/refresh-token.ts';
import { Session } from '../../entities/session.ts';
import { newId } from '../../new-id.ts';
import type { Em } from '../../orm.config.ts';
import type { Tx } from '../../transaction.ts';

interface NewSession {
  userId: string;
  tokenHash: Buffer;
  expiresAt: Date;
  userAgent: string | null;
  ipAddress: string | null;
}

/** A session with its first refresh token. */
export function addSession(tx: Tx, { userId, tokenHash, ...session }: NewSession): string {
  const id = newId();
  tx.persist(tx.create(Session, { id, user: userId, ...session }));
  tx.persist(tx.create(RefreshToken, { tokenHash, session: id }));
  return id;
}

export async function endSession(em: Em, sessionId: string): Promise<void> {
  await em.nativeUpdate(Session, { id: sessionId, revokedAt: null }, { revokedAt: new Date() });
}

/** @param except the one that goes on */
export async function endAllSessions(em: Em, userId: string, except?: string): Promise<void> {
  await em.nativeUpdate(
    Session,
    { user: userId, revokedAt: null, ...(except === undefined ? {} : { id: { $ne: except } }) },
    { revokedAt: new Date() },
  );
}

/** Whether the user has signed in from this address within the last 90 days. */
export async function isKnownAddress(em: Em, userId: string, ipAddress: string): Promise<boolean> {
  const since = new Date(Date.now() - 90 * 86_400_000);
  const found = await em.count(Session, { user: userId, ipAddress, createdAt: { $gt: since } });
  return found > 0;
}
