import type { TranscriptUpload } from '../../../db/entities/transcript-upload.ts';
import {
  closeTranscriptUpload,
  findTranscriptUpload,
} from '../../../db/repositories/transcribe/transcript-uploads.ts';
import { findTranscript } from '../../../db/repositories/transcribe/transcripts.ts';
import type { AudioFormat } from '../../../domain/audio-format.ts';
import { transcribeUpload } from '../../../domain/contracts/transcribe-upload.ts';
import { joinParts } from '../../http/join-parts.ts';
import { Problem } from '../../http/problem.ts';
import { route, type Call } from '../../http/route.ts';
import { completeBody } from '../../uploads/schema.ts';
import { acceptUpload } from '../accept-upload.ts';
import { meetCaller, type Caller } from '../caller.ts';
import { transcriptAcceptedSchema } from '../schema.ts';
import { transcriptUploadParams } from './schema.ts';

type CompleteCall = Call<'user', unknown, unknown, unknown>;

export const completeTranscriptUpload = route({
  operationId: 'completeTranscriptUpload',
  tag: 'Transcription',
  summary: 'All parts are there: transcribe them',
  description: 'Counts as one upload. Said again, it answers the same and counts nothing.',
  method: 'post',
  path: '/transcribe/uploads/{upload_id}/complete',
  auth: 'user',
  scope: 'transcribe',
  ownedBy: 'caller',
  params: transcriptUploadParams,
  body: completeBody,
  responses: { 202: { description: 'Queued', schema: transcriptAcceptedSchema } },
  problems: ['conflict', 'unsupported_audio', 'quota_exceeded'],
  handler: async (call) => {
    const { params, body, user, em, deps } = call;
    const { upload_id: id } = params;
    const caller = await meetCaller(call);
    const upload = await findTranscriptUpload(em, { id, userId: user.id });
    if (upload) {
      const format = await joinParts(deps.storage, upload, body.parts);
      if (!format) {
        if (await closeTranscriptUpload(em, id)) await deps.storage.delete(upload.key);
        throw new Problem('unsupported_audio');
      }
      await accept(call, caller, upload, format);
    }
    if (!(await findTranscript(em, { userId: user.id }, id))) throw new Problem('not_found');
    return {
      status: 202,
      headers: { Location: `/api/v1/transcribe/${id}` },
      body: {
        message: 'File uploaded and transcription started',
        transcript_id: id,
        status: 'queued' as const,
        workflow_id: transcribeUpload.workflowId(id),
      },
    };
  },
});

/** Refused for want of quota, it stays open: tomorrow is another day, where its parts last so long. */
async function accept(
  call: CompleteCall,
  caller: Caller,
  upload: TranscriptUpload,
  format: AudioFormat,
): Promise<void> {
  const { id, key, fileName, sizeBytes, webhookUrl: url, webhookSecret: secret } = upload;
  await acceptUpload(call, {
    caller,
    upload: {
      id,
      source: { key, format, fileName, sizeBytes },
      language: upload.language ?? null,
      prompt: '',
      webhook: url && secret ? { url, secret } : null,
    },
    // Of several at the same time one does it; the others wait for its commit.
    claim: (tx) => closeTranscriptUpload(tx, id),
  });
}
