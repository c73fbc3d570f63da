import { z } from 'zod';
import { User } from '../../db/entities/user.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';

export const getPicture = route({
  operationId: 'getPicture',
  tag: 'Users',
  summary: "A user's picture",
  method: 'get',
  path: '/users/{id}/picture',
  auth: 'public',
  params: z.object({ id: z.uuid() }),
  responses: { 200: { description: 'JPEG, PNG or WebP', contentType: 'image/*' } },
  handler: async ({ params, em, deps }) => {
    const user = await em.findOne(User, { id: params.id, deletedAt: null });
    const object = user?.pictureKey ? await deps.storage.head(user.pictureKey) : null;
    if (!user?.pictureKey || !object) throw new Problem('not_found');
    return {
      status: 200,
      headers: {
        'Content-Type': object.contentType,
        'Content-Length': String(object.sizeBytes),
        'Cache-Control': 'public, max-age=300',
        ETag: object.etag,
      },
      body: await deps.storage.get(user.pictureKey),
    };
  },
});
