import { OauthAttempt } from '../../entities/identity.ts';
import { newId } from '../../new-id.ts';
import type { Em } from '../../orm.config.ts';

const ttlMs = 10 * 60_000;

interface NewAttempt {
  stateHash: Buffer;
  nonce: string;
  sealedVerifier: Buffer;
}

export async function keepOauthAttempt(em: Em, attempt: NewAttempt): Promise<void> {
  await em.insert(OauthAttempt, {
    id: newId(),
    ...attempt,
    expiresAt: new Date(Date.now() + ttlMs),
  });
}

/** Takes an attempt away: of many who come back with its state, one gets it. */
export async function takeOauthAttempt(
  em: Em,
  stateHash: Buffer,
): Promise<{ nonce: string; sealedVerifier: Buffer } | null> {
  const row = await em
    .getKysely()
    .deleteFrom('oauth_attempts')
    .where('state_hash', '=', stateHash)
    .returning(['nonce', 'sealed_verifier', 'expires_at'])
    .executeTakeFirst();
  if (!row || row.expires_at < new Date()) return null;
  return { nonce: row.nonce, sealedVerifier: Buffer.from(row.sealed_verifier) };
}

/** @returns false when the code was traded in before */
export async function takeOauthCode(em: Em, codeHash: Buffer): Promise<boolean> {
  const inserted = await em
    .getKysely()
    .insertInto('oauth_codes')
    .values({ code_hash: codeHash })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}
