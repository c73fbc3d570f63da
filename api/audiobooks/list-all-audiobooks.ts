import { z } from 'zod';
import { visibilities } from '../../db/entities/audiobook.ts';
import { listAllAudiobooks as listAll } from '../../db/repositories/catalogue/all-audiobooks.ts';
import { findCardsById, withCards } from '../../db/repositories/catalogue/audiobook-cards.ts';
import { audiobookStatuses } from '../../domain/audiobook-status.ts';
import {
  cursorPageQuery,
  presentCursorPage,
  readPlace,
  timestampKey,
} from '../http/cursor-page.ts';
import { route } from '../http/route.ts';
import { presentAudiobook } from './present.ts';
import { audiobookPageSchema } from './schema.ts';

export const listAllAudiobooks = route({
  operationId: 'listAllAudiobooks',
  tag: 'Admin',
  summary: 'Audiobooks of everybody, drafts and private ones too, newest first',
  method: 'get',
  path: '/admin/audiobooks',
  auth: 'admin',
  scope: 'admin',
  query: z.strictObject({
    ...cursorPageQuery,
    status: z.enum(audiobookStatuses).optional(),
    visibility: z.enum(visibilities).optional(),
  }),
  responses: { 200: { description: 'One page', schema: audiobookPageSchema } },
  handler: async ({ query, em, deps, ctx }) => {
    const { status, visibility } = query;
    const place = readPlace(query, 'all-audiobooks', timestampKey);
    const { count, rows } = await listAll(em, { status, visibility }, place);
    const { publicUrl } = deps.config.http;
    const page = presentCursorPage(ctx, publicUrl, place, {
      count,
      rows: await withCards(rows, (ids) => findCardsById(em, ids)),
      keyOf: ({ row }) => ({ value: row.createdAt.getTime(), id: row.id }),
      present: ({ card }) => presentAudiobook(card, publicUrl),
    });
    return { status: 200, ...page };
  },
});
