import { closeTranscriptUpload } from '../../../db/repositories/transcribe/transcript-uploads.ts';
import { Problem } from '../../http/problem.ts';
import { route } from '../../http/route.ts';
import { requireUpload } from './policy.ts';
import { transcriptUploadParams } from './schema.ts';

export const abortTranscriptUpload = route({
  operationId: 'abortTranscriptUpload',
  tag: 'Transcription',
  summary: 'Give an upload in parts up',
  method: 'delete',
  path: '/transcribe/uploads/{upload_id}',
  auth: 'user',
  scope: 'transcribe',
  ownedBy: 'caller',
  params: transcriptUploadParams,
  responses: { 204: { description: 'Gone, and its parts with it' } },
  handler: async ({ params, user, em, deps }) => {
    const upload = await requireUpload(em, user, params.upload_id);
    // Completed in the meantime, its object is the transcript's.
    if (!(await closeTranscriptUpload(em, upload.id))) throw new Problem('not_found');
    await deps.storage.multipart.abort(upload);
    await deps.storage.delete(upload.key);
    return { status: 204 };
  },
});
