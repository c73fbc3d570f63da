import {
  abortUpload,
  completeUpload as takeRecording,
} from '../../db/repositories/ingestion/uploads.ts';
import { transact } from '../../db/transaction.ts';
import { ingestAudiobook } from '../../domain/contracts/ingest-audiobook.ts';
import { joinParts } from '../http/join-parts.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { discard } from '../http/store-audio.ts';
import { hasRecording, requireUpload } from './policy.ts';
import { completeBody, recordingAcceptedSchema, uploadParams } from './schema.ts';

export const completeUpload = route({
  operationId: 'completeUpload',
  tag: 'Audiobooks',
  summary: 'All parts are there: ingest the recording',
  description: 'Said again, it answers the same.',
  method: 'post',
  path: '/audiobooks/{id}/uploads/{upload_id}/complete',
  auth: 'user',
  scope: 'audiobooks:write',
  ownedBy: 'caller',
  params: uploadParams,
  body: completeBody,
  responses: {
    202: { description: 'Stored; the ingestion runs', schema: recordingAcceptedSchema },
  },
  problems: ['conflict', 'unsupported_audio'],
  handler: async ({ params, body, user, em, deps }) => {
    const upload = await requireUpload(em, user, params);
    const accepted = {
      status: 202 as const,
      headers: { Location: `/api/v1/audiobooks/${params.id}/ingestion` },
      body: {
        id: params.id,
        status: 'uploaded' as const,
        workflow_id: ingestAudiobook.workflowId(params.id),
      },
    };
    if (upload.state === 'completed') return accepted;
    if (upload.state === 'aborted') throw wasAborted();
    const format = await joinParts(deps.storage, upload, body.parts);
    if (!format) {
      if (await abortUpload(em, upload.id)) await discard(deps.storage, [upload.key]);
      throw new Problem('unsupported_audio');
    }
    const taken = await transact(em.fork(), (tx) => takeRecording(tx, upload.id, format));
    if (typeof taken === 'object') await deps.starter.tryStart(taken);
    if (taken === 'aborted' || taken === 'not_draft') {
      await abortUpload(em, upload.id);
      await discard(deps.storage, [upload.key]);
      throw taken === 'aborted' ? wasAborted() : hasRecording();
    }
    return accepted;
  },
});

function wasAborted(): Problem {
  return new Problem('conflict', { detail: 'The upload was given up.' });
}
