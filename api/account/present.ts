import type { z } from 'zod';
import type { ApiKey } from '../../db/entities/api-key.ts';
import type { apiKeySchema } from './schema.ts';

export function presentApiKey(key: ApiKey): z.input<typeof apiKeySchema> {
  return {
    id: key.id,
    name: key.name,
    scopes: key.scopes,
    expires_at: key.expiresAt?.toISOString() ?? null,
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
    created_at: key.createdAt.toISOString(),
  };
}
