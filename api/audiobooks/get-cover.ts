import { findCard } from '../../db/repositories/audiobook-cards.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { requireVisible } from './policy.ts';
import { audiobookParams } from './schema.ts';

export const getCover = route({
  operationId: 'getCover',
  tag: 'Audiobooks',
  summary: 'The cover of an audiobook',
  method: 'get',
  path: '/audiobooks/{id}/cover',
  auth: 'optional',
  scope: 'catalogue:read',
  params: audiobookParams,
  responses: { 200: { description: 'JPEG, PNG or WebP', contentType: 'image/*' } },
  handler: async ({ params, user, em, deps }) => {
    const { cover_key: key } = requireVisible(user, await findCard(em, params.id));
    const object = key === null ? null : await deps.storage.head(key);
    if (key === null || !object) throw new Problem('not_found', { detail: 'It has no cover.' });
    return {
      status: 200,
      headers: {
        'Content-Type': object.contentType,
        'Content-Length': String(object.sizeBytes),
        'Cache-Control': user ? 'private, max-age=300' : 'public, max-age=3600',
        ETag: object.etag,
      },
      body: await deps.storage.get(key),
    };
  },
});
