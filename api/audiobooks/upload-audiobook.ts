import type { z } from 'zod';
import { newId } from '../../db/new-id.ts';
import {
  createAudiobook,
  type NewAudiobook,
} from '../../db/repositories/ingestion/create-audiobook.ts';
import { keepAnswer, takeIdempotencyKey } from '../../db/repositories/idempotency-keys.ts';
import { transact } from '../../db/transaction.ts';
import { formToObject } from '../http/form-to-object.ts';
import { earlierAnswer, hashRequest, idempotencyKeyOf } from '../http/idempotency.ts';
import { parseInput } from '../http/parse-input.ts';
import { Problem } from '../http/problem.ts';
import { route, type Call, type CurrentUser } from '../http/route.ts';
import { discard } from '../http/store-audio.ts';
import { receiveUpload, type ReceivedUpload } from './receive-upload.ts';
import { toProblem } from './to-problem.ts';
import { uploadAcceptedSchema, uploadFieldsSchema, uploadFormSchema } from './schema.ts';

type Accepted = z.infer<typeof uploadAcceptedSchema>;
type UploadCall = Call<'user', unknown, unknown, unknown>;

export const uploadAudiobook = route({
  operationId: 'uploadAudiobook',
  tag: 'Audiobooks',
  summary: 'Upload a recording',
  description:
    "Streams the recording into the object storage and starts its ingestion. An administrator's upload goes to the " +
    "store, another user's stays private to them. Fields that are left open are filled from the recording's own tags.",
  method: 'post',
  path: '/audiobooks/upload',
  auth: 'user',
  scope: 'audiobooks:write',
  limit: { name: 'upload', points: 100, perSeconds: 3600, by: 'user' },
  form: uploadFormSchema,
  responses: { 202: { description: 'Stored; the ingestion runs', schema: uploadAcceptedSchema } },
  problems: [
    'unsupported_audio',
    'unsupported_image',
    'idempotency_key_reused',
    'idempotency_key_in_flight',
    'conflict',
  ],
  handler: async (call) => {
    const id = newId();
    const received = await receiveUpload(call.ctx, call.deps.storage, id);
    const accepted = await accept(call, id, received).catch(async (error: unknown) => {
      const problem = toProblem(error, 'form');
      // After anything else, a lost connection say, the row may have been committed: it keeps its recording.
      if (problem instanceof Problem) {
        await discard(call.deps.storage, [received.audio.key, received.coverKey]);
      }
      throw problem;
    });
    const location = `/api/v1/audiobooks/${accepted.id}/ingestion`;
    return { status: 202, headers: { Location: location }, body: accepted };
  },
});

/** One transaction writes the audiobook, its ingestion and its place in the outbox. */
async function accept(call: UploadCall, id: string, received: ReceivedUpload): Promise<Accepted> {
  const { ctx, em, user, deps } = call;
  const lists = ['authors', 'narrators', 'genres'];
  const input = formToObject(received.fields, lists);
  const fields = parseInput(uploadFieldsSchema, input, 'form');
  const key = idempotencyKeyOf(ctx);
  const use = { userId: user.id, operation: 'uploadAudiobook', key: key ?? '' };
  const requestHash = hashRequest([fields, received.audio.sha256]);
  const { start, earlier } = await transact(em, async (tx) => {
    const taken = key && (await takeIdempotencyKey(tx, { ...use, requestHash, resourceId: id }));
    if (taken) return { start: null, earlier: earlierAnswer(taken, requestHash) };
    const made = await createAudiobook(tx, toNewAudiobook(id, user, fields, received));
    const body: Accepted = { id, status: 'uploaded', workflow_id: made.workflowId };
    await tx.flush();
    if (key) await keepAnswer(tx, use, { status: 202, body });
    return { start: made, earlier: null };
  });
  if (!start) {
    await discard(deps.storage, [received.audio.key, received.coverKey]);
    return uploadAcceptedSchema.parse(earlier?.body);
  }
  await deps.starter.tryStart(start);
  return { id, status: 'uploaded', workflow_id: start.workflowId };
}

function toNewAudiobook(
  id: string,
  user: CurrentUser,
  fields: z.output<typeof uploadFieldsSchema>,
  { audio, coverKey }: ReceivedUpload,
): NewAudiobook {
  return {
    id,
    ownerId: user.id,
    visibility: user.role === 'admin' ? 'store' : 'private',
    title: fields.title,
    description: fields.description,
    authors: fields.authors,
    narrators: fields.narrators,
    genres: fields.genres,
    series: fields.series ?? null,
    seriesPosition: fields.series_position ?? null,
    language: fields.language ?? null,
    publisher: fields.publisher ?? null,
    isbn: fields.isbn ?? null,
    releaseDate: fields.release_date ?? null,
    priceMinor: fields.price,
    currency: fields.currency,
    source: audio,
    coverKey,
  };
}
