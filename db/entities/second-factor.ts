import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { User } from './user.ts';

/** A TOTP authenticator (RFC 6238). It counts once its owner has shown that it works. */
export const TotpFactor = defineEntity({
  name: 'TotpFactor',
  tableName: 'totp_factors',
  properties: {
    user: () => p.oneToOne(User).mapToPk().owner().primary().deleteRule('cascade'),
    /** Encrypted under a key that is not in the database. */
    sealedSecret: p.blob(),
    confirmedAt: p.datetime().nullable(),
    /** The last time step whose code was used: no code is good twice. */
    lastStep: p.bigint('number').default(0),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

export type TotpFactor = InferEntity<typeof TotpFactor>;

/** What opens the account when the authenticator is lost; each good for one use. */
export const RecoveryCode = defineEntity({
  name: 'RecoveryCode',
  tableName: 'recovery_codes',
  properties: {
    user: () => p.manyToOne(User).mapToPk().primary().deleteRule('cascade'),
    codeHash: p.blob().primary(),
    usedAt: p.datetime().nullable(),
  },
});

export type RecoveryCode = InferEntity<typeof RecoveryCode>;
