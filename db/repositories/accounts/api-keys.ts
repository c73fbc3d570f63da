import type { ApiKeyScope } from '../../../domain/api-key-scopes.ts';
import { ApiKey } from '../../entities/api-key.ts';
import type { UserRole } from '../../entities/user.ts';
import type { Em } from '../../orm.config.ts';

interface KeyHolder {
  user: { id: string; email: string; username: string; role: UserRole; disabledAt: Date | null };
  secretHash: Buffer;
  scopes: ApiKeyScope[];
}

/** Whose key it is and what it is good for, or null when it was revoked, has expired, or never was. */
export async function findApiKey(em: Em, id: string): Promise<KeyHolder | null> {
  const row = await em
    .getKysely()
    .selectFrom('api_keys')
    .innerJoin('users', 'users.id', 'api_keys.user_id')
    .select(['users.id', 'users.email', 'users.username', 'users.role', 'users.disabled_at'])
    .select(['api_keys.secret_hash', 'api_keys.scopes'])
    .where('api_keys.id', '=', id)
    .where('api_keys.revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', new Date())]))
    .executeTakeFirst();
  if (!row) return null;
  const { secret_hash: secretHash, scopes, disabled_at: disabledAt, ...user } = row;
  return { user: { ...user, disabledAt }, secretHash: Buffer.from(secretHash), scopes };
}

/** To the minute: a key in use must not cost a write at every request. */
export async function noteApiKeyUse(em: Em, id: string): Promise<void> {
  const now = new Date();
  await em
    .getKysely()
    .updateTable('api_keys')
    .set({ last_used_at: now })
    .where('id', '=', id)
    .where((eb) =>
      eb.or([
        eb('last_used_at', 'is', null),
        eb('last_used_at', '<', new Date(now.getTime() - 60_000)),
      ]),
    )
    .execute();
}

export async function revokeAllApiKeys(em: Em, userId: string): Promise<void> {
  await em.nativeUpdate(ApiKey, { user: userId, revokedAt: null }, { revokedAt: new Date() });
}
