import { z } from 'zod';
import {
  findReports,
  listReviewsByModeration,
} from '../../db/repositories/reviews/list-reviews.ts';
import { presentCursorPage, readPlace } from '../http/cursor-page.ts';
import { route } from '../http/route.ts';
import { presentModerated } from './present.ts';
import { moderatedReviewPageSchema, moderationQuery } from './schema.ts';

export const listReviewsForModeration = route({
  operationId: 'listReviewsForModeration',
  tag: 'Admin',
  summary: 'Reviews by how they were judged, the oldest first',
  method: 'get',
  path: '/admin/reviews',
  auth: 'admin',
  scope: 'admin',
  query: moderationQuery,
  responses: { 200: { description: 'One page', schema: moderatedReviewPageSchema } },
  handler: async ({ query, em, deps, ctx }) => {
    const place = readPlace(query, `moderation/${query.moderation}`, z.number());
    const found = await listReviewsByModeration(em, query.moderation, place);
    const ids = found.rows.map((row) => row.id);
    const reports = await findReports(em, ids);
    const page = presentCursorPage(ctx, deps.config.http.publicUrl, place, {
      ...found,
      keyOf: (row) => ({ value: 0, id: row.id }),
      present: (row) => presentModerated(row, reports),
    });
    return { status: 200, ...page };
  },
});
