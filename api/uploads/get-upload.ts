import { route } from '../http/route.ts';
import { requireUpload } from './policy.ts';
import { presentUpload } from './present.ts';
import { uploadParams, uploadSchema } from './schema.ts';

export const getUpload = route({
  operationId: 'getUpload',
  tag: 'Audiobooks',
  summary: 'How far an upload in parts is, and where the rest goes',
  method: 'get',
  path: '/audiobooks/{id}/uploads/{upload_id}',
  auth: 'user',
  scope: 'audiobooks:write',
  ownedBy: 'caller',
  params: uploadParams,
  responses: { 200: { description: 'With fresh addresses', schema: uploadSchema } },
  handler: async ({ params, user, em, deps }) => {
    const upload = await requireUpload(em, user, params);
    const isOpen = upload.state === 'open';
    const stored = isOpen ? await deps.storage.multipart.parts(upload) : [];
    return { status: 200, body: await presentUpload(deps, upload, stored ?? []) };
  },
});
