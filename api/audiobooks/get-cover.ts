import { findCard } from '../../db/repositories/catalogue/audiobook-cards.ts';
import { coverKeyOfSize, type CoverSize } from '../../domain/cover-size.ts';
import type { StoredObject } from '../../platform/storage.ts';
import type { ApiDeps } from '../api-deps.ts';
import { isUnchanged } from '../http/entity-tag.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { requireVisible } from './policy.ts';
import { audiobookParams, coverQuery } from './schema.ts';

export const getCover = route({
  operationId: 'getCover',
  tag: 'Audiobooks',
  summary: 'The cover of an audiobook',
  method: 'get',
  path: '/audiobooks/{id}/cover',
  auth: 'optional',
  scope: 'catalogue:read',
  params: audiobookParams,
  query: coverQuery,
  responses: {
    200: { description: 'JPEG, PNG or WebP', contentType: 'image/*' },
    304: { description: 'Still as you have it' },
  },
  handler: async ({ params, query, user, em, deps, ctx }) => {
    const { cover_key: coverKey } = requireVisible(user, await findCard(em, params.id));
    const found = coverKey === null ? null : await findCover(deps, coverKey, query.size);
    if (!found) throw new Problem('not_found', { detail: 'It has no cover.' });
    const { key, object } = found;
    const headers = {
      'Cache-Control': user ? 'private, max-age=300' : 'public, max-age=3600',
      ETag: object.etag,
    };
    if (isUnchanged(ctx, object.etag)) return { status: 304, headers };
    return {
      status: 200,
      headers: {
        ...headers,
        'Content-Type': object.contentType,
        'Content-Length': String(object.sizeBytes),
      },
      body: await deps.storage.get(key),
    };
  },
});

async function findCover(
  { storage }: Pick<ApiDeps, 'storage'>,
  coverKey: string,
  size: CoverSize | 'original',
): Promise<{ key: string; object: StoredObject } | null> {
  const keys = size === 'original' ? [coverKey] : [coverKeyOfSize(coverKey, size), coverKey];
  for (const key of keys) {
    const object = await storage.head(key);
    if (object) return { key, object };
  }
  return null;
}
