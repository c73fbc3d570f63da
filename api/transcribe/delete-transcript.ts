import { removeTranscript } from '../../db/repositories/transcribe/remove-transcript.ts';
import { transact } from '../../db/transaction.ts';
import { route } from '../http/route.ts';
import { meetCaller } from './caller.ts';
import { requireOwn } from './policy.ts';
import { transcriptParams } from './schema.ts';

export const deleteServiceTranscript = route({
  operationId: 'deleteServiceTranscript',
  tag: 'Transcription',
  summary: 'Delete a transcript with its audio',
  description: 'The work on it stops. The upload still counts for the day.',
  method: 'delete',
  path: '/transcribe/{id}',
  auth: 'optional',
  scope: 'transcribe',
  ownedBy: 'caller',
  params: transcriptParams,
  responses: { 204: { description: 'Gone' } },
  handler: async (call) => {
    const { params, user, em, deps } = call;
    const { id } = await requireOwn(em, await meetCaller(call), params.id);
    const start = await transact(em, (tx) => removeTranscript(tx, id, user?.id ?? null));
    await deps.starter.tryStart(start);
    return { status: 204 };
  },
});
