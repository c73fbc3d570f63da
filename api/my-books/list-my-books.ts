import { findDownloads } from '../../db/repositories/store/downloads.ts';
import { listOwnedBooks } from '../../db/repositories/store/owned-books.ts';
import { presentAudiobook } from '../audiobooks/present.ts';
import { presentPage } from '../http/pagination.ts';
import { presignLinks } from '../http/presign-links.ts';
import { route } from '../http/route.ts';
import { myBooksQuery, myBooksSchema } from './schema.ts';

export const listMyBooks = route({
  operationId: 'listMyBooks',
  tag: 'Store',
  summary: 'What I have bought, with audio and transcript links',
  method: 'get',
  path: '/my-books',
  auth: 'user',
  scope: 'library:read',
  query: myBooksQuery,
  responses: { 200: { description: 'One page', schema: myBooksSchema } },
  handler: async ({ query, user, em, deps, ctx }) => {
    const { page, page_size: limit } = query;
    const { publicUrl } = deps.config.http;
    const owned = await listOwnedBooks(em, user.id, { limit, offset: (page - 1) * limit });
    const downloads = await findDownloads(
      em,
      owned.books.map(({ card }) => card.id),
    );
    const links = await presignLinks(deps, downloads);
    const results = owned.books.map(({ card, orderId, grantedAt }) => ({
      audiobook: presentAudiobook(card, publicUrl),
      order_id: orderId,
      purchased_at: grantedAt.toISOString(),
      links: links.filter((link) => link.audiobook_id === card.id),
    }));
    return { status: 200, ...presentPage(ctx, publicUrl, query, { count: owned.count, results }) };
  },
});
