import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { ApiKeyScope } from '../../domain/api-key-scopes.ts';
import { User } from './user.ts';

/** A key for machines. Its secret is shown once and kept as a hash. */
export const ApiKey = defineEntity({
  name: 'ApiKey',
  tableName: 'api_keys',
  properties: {
    id: p.uuid().primary(),
    user: () => p.manyToOne(User).mapToPk().deleteRule('cascade').index(),
    name: p.text(),
    secretHash: p.blob(),
    scopes: p.json<ApiKeyScope[]>(),
    expiresAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    lastUsedAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

export type ApiKey = InferEntity<typeof ApiKey>;
