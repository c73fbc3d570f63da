import { RefreshToken } from '../../entities/refresh-token.ts';
import { Session } from '../../entities/session.ts';
import type { UserRole } from '../../entities/user.ts';
import { newId } from '../../new-id.ts';
import type { Em } from '../../orm.config.ts';
import { prepared } from '../../prepared.ts';
import type { Tx } from '../../transaction.ts';

interface SessionUser {
  id: string;
  email: string;
  username: string;
  role: UserRole;
  sessionId: string;
  disabledAt: Date | null;
}

/** The user of a session that has not ended, or null. One read by two primary keys: it is done at every request. */
export async function findSessionUser(
  em: Em,
  sessionId: string,
  userId: string,
): Promise<SessionUser | null> {
  const row = await em
    .getKysely()
    .selectFrom('sessions')
    .modifyFront(prepared)
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['users.id', 'users.email', 'users.username', 'users.role', 'users.disabled_at'])
    .where('sessions.id', '=', sessionId)
    .where('sessions.user_id', '=', userId)
    .where('sessions.revoked_at', 'is', null)
    .where('sessions.expires_at', '>', new Date())
    .executeTakeFirst();
  if (!row) return null;
  const { disabled_at: disabledAt, ...user } = row;
  return { ...user, sessionId, disabledAt };
}

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
