import { route } from '../http/route.ts';
import { contentTag } from '../http/entity-tag.ts';
import { isInStore, requireVisible } from './policy.ts';
import { presentAudiobook } from './present.ts';
import { audiobookParams, audiobookSchema } from './schema.ts';

export const getAudiobook = route({
  operationId: 'getAudiobook',
  tag: 'Audiobooks',
  summary: 'One audiobook',
  method: 'get',
  path: '/audiobooks/{id}',
  auth: 'optional',
  scope: 'catalogue:read',
  shared: true,
  params: audiobookParams,
  responses: { 200: { description: 'The audiobook', schema: audiobookSchema } },
  handler: async ({ params, user, deps }) => {
    const card = requireVisible(user, await deps.cards.findOne(params.id));
    const body = presentAudiobook(card, deps.config.http.publicUrl);
    const headers = { ETag: contentTag(card.version, body) };
    return { status: 200, headers, body, ...(isInStore(card) ? { shows: [card.id] } : {}) };
  },
});
