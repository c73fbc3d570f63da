import { sql } from 'kysely';
import type { UserRole } from '../../entities/user.ts';
import { batched } from '../../batched.ts';
import type { Em } from '../../orm.config.ts';
import { prepared } from '../../prepared.ts';

interface SessionKey {
  sessionId: string;
  userId: string;
}

interface SessionUser {
  id: string;
  email: string;
  username: string;
  role: UserRole;
  sessionId: string;
  disabledAt: Date | null;
}

/** The user of a session that has not ended, as of after the call, or null. It is asked at every request. */
export type FindSessionUser = (key: SessionKey) => Promise<SessionUser | null>;

/** Requests that come in at about the same time are looked up together. */
export function createFindSessionUser(
  newEm: () => Em,
  onFailure: (error: unknown) => void,
): FindSessionUser {
  return batched<SessionKey, SessionUser | null>({
    run: (keys) => findSessionUsers(newEm(), keys),
    runAlone: async (key) => (await findSessionUsers(newEm(), [key]))[0] ?? null,
    onFailure,
    maxItems: 100,
    maxUnderWay: 2,
  });
}

async function findSessionUsers(
  em: Em,
  keys: readonly SessionKey[],
): Promise<(SessionUser | null)[]> {
  const ids = keys.map(({ sessionId }) => sessionId);
  const { rows } = await sql<SessionUser>`
    ${prepared} select s.id as "sessionId", u.id, u.email, u.username, u.role, u.disabled_at as "disabledAt"
    from sessions s join users u on u.id = s.user_id
    where s.id = any(${ids}::uuid[]) and s.revoked_at is null and s.expires_at > ${new Date()}
    `.execute(em.getKysely());
  const users = new Map(rows.map((user) => [user.sessionId, user]));
  return keys.map(({ sessionId, userId }) => {
    const user = users.get(sessionId.toLowerCase());
    return user?.id === userId.toLowerCase() ? user : null;
  });
}
