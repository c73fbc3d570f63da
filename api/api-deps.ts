import pg from 'pg';
import {
  createFindSessionUser,
  type FindSessionUser,
} from '../db/repositories/accounts/session-users.ts';
import {
  createSaveProgress,
  type SaveProgress,
} from '../db/repositories/listening/save-progress.ts';
import type { Config } from '../platform/config.ts';
import { createAccessTokens, type AccessTokens } from '../platform/auth/access-tokens.ts';
import { createChallengeTokens, type ChallengeTokens } from '../platform/auth/challenge-tokens.ts';
import { createDeviceTokens, type DeviceTokens } from '../platform/auth/device-tokens.ts';
import { createGoogleSignIn, type GoogleSignIn } from '../platform/auth/google-sign-in.ts';
import { loadSigningKey } from '../platform/auth/signing-key.ts';
import { createChangeFeed, type ChangeFeed } from '../platform/change-feed.ts';
import { createDeps, type Deps } from '../platform/deps.ts';
import { CardCache } from './audiobooks/card-cache.ts';
import { CatalogueLists } from './audiobooks/catalogue-lists.ts';
import { CatalogueMirror } from './audiobooks/catalogue-mirror.ts';
import { NamedIds } from './audiobooks/named-ids.ts';
import { ResponseCache } from './http/response-cache.ts';
import { createLimiters, type Limiters } from './limiters.ts';

/** What handlers work with. */
export interface ApiDeps extends Pick<
  Deps,
  'config' | 'log' | 'orm' | 'storage' | 'temporal' | 'starter' | 'payments'
> {
  accessTokens: AccessTokens;
  findSessionUser: FindSessionUser;
  saveProgress: SaveProgress;
  challenges: ChallengeTokens;
  deviceTokens: DeviceTokens;
  /** Seals what the database alone must not give away. */
  serverSecret: string;
  /** null where Google sign-in is not set up. */
  google: GoogleSignIn | null;
  limiters: Limiters;
  changes: ChangeFeed;
  responses: ResponseCache;
  /** Lists of what is for sale. */
  catalogue: CatalogueLists;
  cards: CardCache;
}

export async function createApiDeps(config: Config): Promise<ApiDeps & AsyncDisposable> {
  const signingKey = await loadSigningKey(config.auth.jwtPrivateKey);
  const deps = await createDeps(config, 'api');
  // Counting must go on while slow queries hold the ORM's connections.
  const pool = new pg.Pool({ connectionString: config.databaseUrl, max: 5 });
  pool.on('error', (error) => deps.log.warn({ err: error }, 'idle database connection lost'));
  const newEm = () => deps.orm.em.fork();
  const onFailure = (error: unknown) =>
    deps.log.warn({ err: error }, 'a batch of queries failed: each of it is asked by itself');
  const changes = createChangeFeed(config.databaseUrl, deps.log);
  const mirror = new CatalogueMirror(changes, deps);
  return {
    ...deps,
    changes,
    responses: new ResponseCache(changes),
    catalogue: new CatalogueLists(mirror, new NamedIds(changes)),
    cards: new CardCache(changes, newEm, onFailure),
    accessTokens: createAccessTokens(signingKey, config.auth.accessTokenTtlSeconds),
    findSessionUser: createFindSessionUser(newEm, onFailure),
    saveProgress: createSaveProgress(newEm, onFailure),
    challenges: createChallengeTokens(signingKey),
    deviceTokens: createDeviceTokens(signingKey),
    google: config.auth.google ? createGoogleSignIn(config.auth.google) : null,
    limiters: createLimiters(pool, config.rateLimitFactor),
    serverSecret: signingKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    [Symbol.asyncDispose]: async () => {
      await changes[Symbol.asyncDispose]();
      await mirror[Symbol.asyncDispose]();
      await pool.end();
      await deps[Symbol.asyncDispose]();
    },
  };
}
