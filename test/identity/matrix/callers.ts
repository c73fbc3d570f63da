import { randomUUID } from 'node:crypto';
import { ApiKey } from '../../../db/entities/api-key.ts';
import { User, type UserRole } from '../../../db/entities/user.ts';
import { newId } from '../../../db/new-id.ts';
import { addSession } from '../../../db/repositories/accounts/sessions.ts';
import { transact } from '../../../db/transaction.ts';
import { apiKeyScopes, type ApiKeyScope } from '../../../domain/api-key-scopes.ts';
import type { Operation } from '../../../api/http/route.ts';
import { newApiKey } from '../../../api/http/api-key-format.ts';
import type { Caller } from '../../../dev/generators/describe-access.ts';
import { createAccessTokens } from '../../../platform/auth/access-tokens.ts';
import { hashToken, newOpaqueToken } from '../../../platform/auth/opaque-tokens.ts';
import { loadSigningKey } from '../../../platform/auth/signing-key.ts';
import type { TestApi } from '../../support/api.ts';

export const callers: Caller[] = [
  'anonymous',
  'user',
  'other user',
  'admin',
  'disabled user',
  'expired token',
  'refresh token as access token',
  'API key without the scope',
  'API key with the scope',
];

export interface MadeCaller {
  /** null for nobody. */
  userId: string | null;
  authorization: string | null;
  /** Whose the thing in the path is to be. */
  ownerId: string;
}

/** Somebody fresh for every call: what it does to its account or session touches no other. */
export async function makeCaller(
  api: TestApi,
  caller: Caller,
  operation: Operation,
): Promise<MadeCaller> {
  const ownerId = await makeUser(api, 'user');
  if (caller === 'anonymous') return { userId: null, authorization: null, ownerId };
  const worksAsAdmin = caller.startsWith('API key') && operation.auth === 'admin';
  const isStranger = caller === 'other user' || caller === 'admin';
  const userId =
    isStranger || worksAsAdmin
      ? await makeUser(api, caller === 'other user' ? 'user' : 'admin')
      : ownerId;
  const credential = await makeCredential(api, caller, operation, userId);
  return { userId, authorization: `Bearer ${credential}`, ownerId };
}

async function makeCredential(
  api: TestApi,
  caller: Caller,
  operation: Operation,
  userId: string,
): Promise<string> {
  const { scope } = operation;
  const allScopes = Object.keys(apiKeyScopes) as ApiKeyScope[];
  if (caller === 'API key without the scope') {
    return makeApiKey(
      api,
      userId,
      allScopes.filter((one) => one !== scope),
    );
  }
  if (caller === 'API key with the scope')
    return makeApiKey(api, userId, scope ? [scope] : allScopes);
  const { sessionId, refreshToken } = await makeSession(api, userId);
  if (caller === 'refresh token as access token') return refreshToken;
  if (caller === 'disabled user') {
    const em = api.deps.orm.em.fork();
    await em.nativeUpdate(User, { id: userId }, { disabledAt: new Date() });
  }
  const tokens =
    caller === 'expired token'
      ? createAccessTokens(await loadSigningKey(api.config.auth.jwtPrivateKey), -60)
      : api.deps.accessTokens;
  return tokens.issue({ userId, sessionId });
}

async function makeUser({ deps }: TestApi, role: UserRole): Promise<string> {
  const id = newId();
  const name = `caller-${randomUUID().slice(0, 18)}`;
  await deps.orm.em.fork().insert(User, { id, email: `${name}@lector.test`, username: name, role });
  return id;
}

async function makeSession({ deps }: TestApi, userId: string) {
  const refreshToken = newOpaqueToken();
  const sessionId = await transact(deps.orm.em.fork(), async (tx) =>
    addSession(tx, {
      userId,
      tokenHash: hashToken(refreshToken),
      expiresAt: new Date(Date.now() + 600_000),
      userAgent: null,
      ipAddress: null,
    }),
  );
  return { sessionId, refreshToken };
}

async function makeApiKey({ deps }: TestApi, userId: string, scopes: ApiKeyScope[]) {
  const id = newId();
  const { key, secretHash } = newApiKey(id);
  await deps.orm.em.fork().insert(ApiKey, { id, user: userId, name: 'matrix', scopes, secretHash });
  return key;
}
