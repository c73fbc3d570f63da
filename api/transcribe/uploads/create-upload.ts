import { TranscriptUpload } from '../../../db/entities/transcript-upload.ts';
import { newId } from '../../../db/new-id.ts';
import { storageKeys } from '../../../domain/storage-keys.ts';
import { planParts } from '../../../domain/upload-parts.ts';
import { Problem } from '../../http/problem.ts';
import { route } from '../../http/route.ts';
import { meetCaller } from '../caller.ts';
import { quotaExceeded } from '../quota.ts';
import { readLanguage } from '../read-language.ts';
import { readWebhook } from '../read-webhook.ts';
import { presentTranscriptUpload } from './present.ts';
import { newTranscriptUploadBody, transcriptUploadSchema } from './schema.ts';

export const createTranscriptUpload = route({
  operationId: 'createTranscriptUpload',
  tag: 'Transcription',
  summary: 'Begin to send large audio in parts',
  description:
    'For whoever is signed in, up to the size that their role may send. PUT each part to its address, keep the `ETag` of ' +
    'each answer, then complete: that counts as one upload. What breaks off is taken up again within a day.',
  method: 'post',
  path: '/transcribe/uploads',
  auth: 'user',
  scope: 'transcribe',
  limit: { name: 'transcript-upload', points: 100, perSeconds: 3600, by: 'user' },
  body: newTranscriptUploadBody,
  responses: { 201: { description: 'Where the parts go', schema: transcriptUploadSchema } },
  problems: ['quota_exceeded'],
  handler: async (call) => {
    const { body, user, em, deps } = call;
    const { remaining } = await meetCaller(call);
    if (remaining === 0) throw quotaExceeded();
    const maxBytes = Math.floor(deps.config.transcribe.maxBytes[user.role]);
    if (body.size > maxBytes) {
      const detail = `You may send files of up to ${maxBytes} bytes.`;
      throw new Problem('payload_too_large', { detail });
    }
    const plan = planParts(body.size, body.parts ?? null);
    if (!plan) {
      const message = 'every part but the last has 5 MiB to 5 GiB, and none is empty';
      throw new Problem('validation_failed', { details: [{ path: 'body.parts', message }] });
    }
    const language = readLanguage(body, 'body');
    const webhook = readWebhook(body, deps.config, 'body');
    const id = newId();
    const key = storageKeys.transcriptUpload(id);
    const multipartId = await deps.storage.multipart.begin(key, body.content_type);
    const upload = em.create(TranscriptUpload, {
      ...{ id, key, multipartId, language, ...plan },
      user: user.id,
      fileName: body.file_name,
      sizeBytes: body.size,
      webhookUrl: webhook?.url ?? null,
      webhookSecret: webhook?.secret ?? null,
    });
    await em.persist(upload).flush();
    const shown = await presentTranscriptUpload(deps, upload, []);
    const headers = { Location: `/api/v1/transcribe/uploads/${id}` };
    const secret = webhook ? { webhook_secret: webhook.secret } : {};
    return { status: 201, headers, body: { ...shown, ...secret } };
  },
});
