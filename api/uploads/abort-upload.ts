import { abortUpload as markAborted } from '../../db/repositories/ingestion/uploads.ts';
import { route } from '../http/route.ts';
import { discard } from '../http/store-audio.ts';
import { hasRecording, requireUpload } from './policy.ts';
import { uploadParams } from './schema.ts';

export const abortUpload = route({
  operationId: 'abortUpload',
  tag: 'Audiobooks',
  summary: 'Give an upload in parts up',
  method: 'delete',
  path: '/audiobooks/{id}/uploads/{upload_id}',
  auth: 'user',
  scope: 'audiobooks:write',
  ownedBy: 'caller',
  params: uploadParams,
  responses: { 204: { description: 'Gone, and its parts with it' } },
  problems: ['conflict'],
  handler: async ({ params, user, em, deps }) => {
    const upload = await requireUpload(em, user, params);
    if (!(await markAborted(em, upload.id))) throw hasRecording();
    await deps.storage.multipart.abort(upload);
    await discard(deps.storage, [upload.key]);
    return { status: 204 };
  },
});
