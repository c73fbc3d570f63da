import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { User } from './user.ts';

/** An account elsewhere that signs in to one here, told by the provider's own immutable `sub`, never by its mail. */
export const Identity = defineEntity({
  name: 'Identity',
  tableName: 'identities',
  properties: {
    provider: p.string().$type<'google'>().columnType('text').primary(),
    subject: p.text().primary(),
    user: () => p.manyToOne(User).mapToPk().deleteRule('cascade').index(),
    email: p.string().columnType('citext'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

export type Identity = InferEntity<typeof Identity>;

/** A redirect to the provider that has not come back yet. Taken away by the first use of its state. */
export const OauthAttempt = defineEntity({
  name: 'OauthAttempt',
  tableName: 'oauth_attempts',
  properties: {
    id: p.uuid().primary(),
    stateHash: p.blob().unique(),
    nonce: p.text(),
    /** The PKCE verifier, encrypted under the state, which only the browser has. */
    sealedVerifier: p.blob(),
    expiresAt: p.datetime(),
  },
});

export type OauthAttempt = InferEntity<typeof OauthAttempt>;

/** Authorisation codes that were traded in: a second use is refused here, whatever the provider says. */
export const OauthCode = defineEntity({
  name: 'OauthCode',
  tableName: 'oauth_codes',
  properties: {
    codeHash: p.blob().primary(),
    usedAt: p.datetime().defaultRaw('now()'),
  },
});
