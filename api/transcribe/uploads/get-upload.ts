import { route } from '../../http/route.ts';
import { requireUpload } from './policy.ts';
import { presentTranscriptUpload } from './present.ts';
import { transcriptUploadParams, transcriptUploadSchema } from './schema.ts';

export const getTranscriptUpload = route({
  operationId: 'getTranscriptUpload',
  tag: 'Transcription',
  summary: 'How far an upload in parts is, and where the rest goes',
  method: 'get',
  path: '/transcribe/uploads/{upload_id}',
  auth: 'user',
  scope: 'transcribe',
  ownedBy: 'caller',
  params: transcriptUploadParams,
  responses: { 200: { description: 'With fresh addresses', schema: transcriptUploadSchema } },
  handler: async ({ params, user, em, deps }) => {
    const upload = await requireUpload(em, user, params.upload_id);
    const stored = await deps.storage.multipart.parts(upload);
    return { status: 200, body: await presentTranscriptUpload(deps, upload, stored ?? []) };
  },
});
