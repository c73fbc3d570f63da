import { z } from 'zod';
import { findDownloads } from '../../db/repositories/store/downloads.ts';
import { holdsEntitlement } from '../../db/repositories/store/entitlements.ts';
import { Problem } from '../http/problem.ts';
import { presignLinks } from '../http/presign-links.ts';
import { route } from '../http/route.ts';
import { linkListSchema } from '../orders/schema.ts';

export const getMyBookLinks = route({
  operationId: 'getMyBookLinks',
  tag: 'Store',
  summary: 'Fresh links for one audiobook that I have bought',
  method: 'get',
  path: '/my-books/{audiobook_id}/links',
  auth: 'user',
  scope: 'library:read',
  ownedBy: 'caller or admin',
  params: z.object({ audiobook_id: z.uuid() }),
  responses: { 200: { description: 'Links that are good from now on', schema: linkListSchema } },
  handler: async ({ params, user, em, deps }) => {
    const id = params.audiobook_id;
    const mayRead = user.role === 'admin' || (await holdsEntitlement(em, user.id, id));
    const downloads = mayRead ? await findDownloads(em, [id]) : [];
    if (downloads.length === 0) throw new Problem('not_found');
    return { status: 200, body: { links: await presignLinks(deps, downloads) } };
  },
});
