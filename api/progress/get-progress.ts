import { findAccess } from '../../db/repositories/listening/audiobook-access.ts';
import { findProgress } from '../../db/repositories/listening/listening-progress.ts';
import { route } from '../http/route.ts';
import { requireListenable } from './policy.ts';
import { presentProgress } from './present.ts';
import { progressParams, progressSchema } from './schema.ts';

export const getProgress = route({
  operationId: 'getProgress',
  tag: 'Listening',
  summary: 'Where I am in an audiobook',
  method: 'get',
  path: '/progress/{audiobook_id}',
  auth: 'user',
  scope: 'library:read',
  params: progressParams,
  responses: { 200: { description: 'The newest of all my devices', schema: progressSchema } },
  problems: ['forbidden', 'not_published'],
  handler: async ({ params, user, em }) => {
    const id = params.audiobook_id;
    const audiobook = requireListenable((await findAccess(em, user, [id])).get(id));
    const progress = (await findProgress(em, user.id, [id])).get(id);
    return { status: 200, body: presentProgress(audiobook, progress ?? null) };
  },
});
