import type { Context } from 'koa';
import { newId } from '../../../db/new-id.ts';
import type { TranscriptRow } from '../../../db/repositories/transcribe/transcripts.ts';
import type { ApiDeps } from '../../api-deps.ts';
import { authenticate } from '../../http/authenticate.ts';
import { clientAddress } from '../../http/client-address.ts';
import { drainBody } from '../../http/drain-body.ts';
import { formToObject } from '../../http/form-to-object.ts';
import { parseInput } from '../../http/parse-input.ts';
import { Problem } from '../../http/problem.ts';
import { discard } from '../../http/store-audio.ts';
import { whenClosed } from '../../http/when-closed.ts';
import { acceptUpload } from '../accept-upload.ts';
import { meetCaller } from '../caller.ts';
import { describeError } from '../present.ts';
import { quotaExceeded } from '../quota.ts';
import { receiveFile } from '../receive-file.ts';
import { awaitTranscript } from './await-transcript.ts';
import { answerPatiently } from './patient-answer.ts';
import { presentCompatibly } from './present.ts';
import { transcriptionFieldsSchema, type TranscriptionFields } from './schema.ts';
import { streamCompatibly } from './stream.ts';

/** Takes an upload as `/transcribe/upload` does, then waits for its text. */
export async function transcribeCompatibly(ctx: Context, deps: ApiDeps): Promise<void> {
  const em = deps.orm.em.fork();
  const user = await authenticate({ auth: 'user', scope: 'transcribe' }, ctx, deps, em);
  const address = clientAddress(ctx.req, deps.config.http.trustedProxies);
  const call = { ctx, user, address, em, deps };
  const caller = await meetCaller(call);
  const maxBytes = deps.config.transcribe.maxBytes.compatible;
  if (caller.remaining === 0) {
    await drainBody(ctx.req, maxBytes);
    throw quotaExceeded();
  }
  const id = newId();
  const { fields, audio } = await receiveFile(ctx, deps.storage, { id, maxBytes });
  const given = await readFields(fields).catch(async (error: unknown) => {
    await discard(deps.storage, [audio.key]);
    throw error;
  });
  const { language = null, prompt } = given;
  const upload = { id, source: audio, language, prompt, webhook: null };
  const accepted = await acceptUpload(call, { caller, upload }).catch(async (error: unknown) => {
    if (error instanceof Problem) await discard(deps.storage, [audio.key]);
    throw error;
  });
  if (!accepted) throw new Problem('internal_error');
  // Nothing is sent until the text is there, and that may take as long as it takes.
  ctx.req.socket.setTimeout(0);
  const { workflowId } = accepted.start;
  const awaiting = { id, owner: accepted.owner, workflowId };
  const end = (signal: AbortSignal) => awaitTranscript(deps, awaiting, signal).then(requireText);
  ctx.set('X-Transcript-Id', id);
  ctx.status = 200;
  if (given.stream) {
    streamCompatibly(ctx, end);
    return;
  }
  const clientLeft = new AbortController();
  whenClosed(ctx.res, () => clientLeft.abort(new Error('The client left')));
  const answer = end(clientLeft.signal).then((row) => presentCompatibly(deps.storage, row, given));
  if (given.response_format === 'json' || given.response_format === 'verbose_json') {
    await answerPatiently(
      ctx,
      answer.then(({ body }) => body),
    );
    return;
  }
  const { contentType, body } = await answer;
  ctx.type = contentType;
  ctx.body = body;
}

async function readFields(fields: Map<string, string[]>): Promise<TranscriptionFields> {
  const granularities = fields.get('timestamp_granularities') ?? [];
  const lists = ['timestamp_granularities[]'];
  const input = formToObject(fields, lists);
  const given = granularities.length > 0 ? { ...input, [lists[0] ?? '']: granularities } : input;
  return parseInput(transcriptionFieldsSchema, given, 'form');
}

/** @throws Problem for a transcript that came to nothing */
function requireText(row: TranscriptRow): TranscriptRow {
  if (row.status === 'completed') return row;
  const detail = describeError(row) ?? 'The transcription failed.';
  const isTheFiles =
    row.failure_code === 'audio_unreadable' || row.failure_code === 'audio_rejected';
  throw new Problem(isTheFiles ? 'unsupported_audio' : 'transcription_failed', { detail });
}
