import { z } from 'zod';
import { listLibrary as list } from '../../db/repositories/listening/library.ts';
import { presentCursorPage, readPlace, timestampKey } from '../http/cursor-page.ts';
import { route } from '../http/route.ts';
import { presentEntry, withShown } from './present.ts';
import { libraryPageSchema, libraryQuery } from './schema.ts';

export const listLibrary = route({
  operationId: 'listLibrary',
  tag: 'Listening',
  summary: 'My library',
  description:
    'What I have bought and what I have uploaded for myself is there by itself, in the collection `default`; other audiobooks when I put them there.',
  method: 'get',
  path: '/library',
  auth: 'user',
  scope: 'library:read',
  query: libraryQuery,
  responses: { 200: { description: 'One page', schema: libraryPageSchema } },
  handler: async ({ query, user, em, deps, ctx }) => {
    const { sort: order, collection } = query;
    const key: z.ZodType<string | number> = order === 'title' ? z.string() : timestampKey;
    const place = readPlace(query, `library ${order}`, key);
    const { count, rows } = await list(em, user, { collection, order }, place);
    const { publicUrl } = deps.config.http;
    const page = presentCursorPage(ctx, publicUrl, place, {
      count,
      rows: await withShown(em, user, rows),
      keyOf: ({ sortValue, audiobookId }) => ({ value: sortValue, id: audiobookId }),
      present: (entry) => presentEntry(entry, publicUrl),
    });
    return { status: 200, ...page };
  },
});
