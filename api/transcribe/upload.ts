import type { z } from 'zod';
import { newId } from '../../db/new-id.ts';
import { keepAnswer, takeIdempotencyKey } from '../../db/repositories/idempotency-keys.ts';
import type { Tx } from '../../db/transaction.ts';
import { drainBody } from '../http/drain-body.ts';
import { formToObject } from '../http/form-to-object.ts';
import { earlierAnswer, hashRequest, idempotencyKeyOf } from '../http/idempotency.ts';
import { parseInput } from '../http/parse-input.ts';
import { Problem } from '../http/problem.ts';
import { route, type Call } from '../http/route.ts';
import { discard } from '../http/store-audio.ts';
import { acceptUpload } from './accept-upload.ts';
import { meetCaller, type Caller } from './caller.ts';
import { quotaExceeded } from './quota.ts';
import { receiveFile } from './receive-file.ts';
import { readLanguage } from './read-language.ts';
import { readWebhook } from './read-webhook.ts';
import {
  transcriptAcceptedSchema,
  transcriptUploadFieldsSchema,
  transcriptUploadFormSchema,
} from './schema.ts';

type Accepted = z.infer<typeof transcriptAcceptedSchema>;
type UploadCall = Call<'optional', unknown, unknown, unknown>;

export const uploadForTranscription = route({
  operationId: 'uploadForTranscription',
  tag: 'Transcription',
  summary: 'Upload audio for transcription',
  description:
    'Signing in is optional. Whoever is not signed in is known by the token in the header `X-Device-Token`, or in the ' +
    'cookie `lector-device`, that comes with their first answer: send it back to see your transcripts. Uploads are ' +
    'counted by UTC day: 25 signed in, 5 otherwise.',
  method: 'post',
  path: '/transcribe/upload',
  auth: 'optional',
  scope: 'transcribe',
  form: transcriptUploadFormSchema,
  responses: { 202: { description: 'Stored and queued', schema: transcriptAcceptedSchema } },
  problems: [
    'unsupported_audio',
    'quota_exceeded',
    'idempotency_key_reused',
    'idempotency_key_in_flight',
  ],
  handler: async (call) => {
    const { ctx, user, deps } = call;
    const caller = await meetCaller(call);
    const maxBytes = deps.config.transcribe.maxBytes[user?.role ?? 'anonymous'];
    const isRepeatable = user !== null && idempotencyKeyOf(ctx) !== null;
    if (caller.remaining === 0 && !isRepeatable) {
      await drainBody(ctx.req, 2 * maxBytes);
      throw quotaExceeded();
    }
    const id = newId();
    const received = await receiveFile(ctx, deps.storage, { id, maxBytes });
    const body = await accept(call, caller, id, received).catch(async (error: unknown) => {
      // After anything else, a lost connection say, the rows may have been committed: they keep their audio.
      if (error instanceof Problem) await discard(deps.storage, [received.audio.key]);
      throw error;
    });
    const headers = { Location: `/api/v1/transcribe/${body.transcript_id}` };
    return { status: 202, headers, body };
  },
});

type Received = Awaited<ReturnType<typeof receiveFile>>;

async function accept(
  call: UploadCall,
  caller: Caller,
  id: string,
  { fields, audio }: Received,
): Promise<Accepted> {
  const { ctx, user, deps } = call;
  const given = parseInput(transcriptUploadFieldsSchema, formToObject(fields, []), 'form');
  const language = readLanguage(given, 'form');
  const webhook = readWebhook(given, deps.config, 'form');
  const body: Accepted = {
    message: 'File uploaded and transcription started',
    transcript_id: id,
    status: 'queued',
    workflow_id: '',
    ...(webhook ? { webhook_secret: webhook.secret } : {}),
  };
  const repeat = repeatOf(user?.id, idempotencyKeyOf(ctx), hashRequest([given, audio.sha256]), id);
  const accepted = await acceptUpload(call, {
    caller,
    upload: { id, source: audio, language, prompt: '', webhook },
    claim: repeat.claim,
    conclude: async (tx, { workflowId }) => {
      body.workflow_id = workflowId;
      await repeat.keep(tx, body);
    },
  });
  if (accepted) return body;
  await discard(deps.storage, [audio.key]);
  return transcriptAcceptedSchema.parse(repeat.earlier()?.body);
}

/** What an `Idempotency-Key` makes of a request; without one, or without an account to keep it under, nothing. */
function repeatOf(
  userId: string | undefined,
  key: string | null,
  requestHash: string,
  resourceId: string,
) {
  let earlier: ReturnType<typeof earlierAnswer> = null;
  const use = { userId: userId ?? '', operation: 'uploadForTranscription', key: key ?? '' };
  const isKept = userId !== undefined && key !== null;
  return {
    earlier: () => earlier,
    claim: async (tx: Tx): Promise<boolean> => {
      const taken = isKept && (await takeIdempotencyKey(tx, { ...use, requestHash, resourceId }));
      if (taken) earlier = earlierAnswer(taken, requestHash);
      return !taken;
    },
    keep: async (tx: Tx, body: Accepted): Promise<void> => {
      if (isKept) await keepAnswer(tx, use, { status: 202, body });
    },
  };
}
