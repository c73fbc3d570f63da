import type { IncomingMessage } from 'node:http';
import { jsonAnswer, noFacts, type ReceivedCall } from './call.ts';
import { receiveChat } from './chat/receive-chat.ts';
import { modelIds, presentModel } from './models.ts';
import { modelNotFound, unknownUrl } from './openai-error.ts';
import { receiveTranscription } from './transcription/receive-transcription.ts';

/**
 * Reads the request of a call under `/v1`.
 *
 * @throws OpenAiError 404 for a route that isn't there, 400 and 413 for a body that doesn't fit
 */
export async function receiveCall(
  request: IncomingMessage,
  path: string,
  uploadDirectory: string,
): Promise<ReceivedCall> {
  const method = request.method ?? 'GET';
  const route = `${method} ${path}`;
  if (route === 'POST /v1/audio/transcriptions') {
    return receiveTranscription(request, uploadDirectory);
  }
  if (route === 'POST /v1/chat/completions') return receiveChat(request);
  if (route === 'GET /v1/models') {
    return receiveRead({ object: 'list', data: modelIds.map(presentModel) });
  }
  const model = method === 'GET' ? /^\/v1\/models\/([^/]+)$/.exec(path)?.[1] : undefined;
  if (model === undefined) throw unknownUrl(method, path);
  const id = decodeURIComponent(model);
  if (!modelIds.includes(id)) throw modelNotFound(id);
  return receiveRead(presentModel(id));
}

/** A call that only reads: nothing to spoil in it, and nothing to pay. */
function receiveRead(value: unknown): ReceivedCall {
  return {
    facts: { ...noFacts },
    text: () => Promise.resolve(''),
    answer: () => Promise.resolve(jsonAnswer(value)),
    release: () => Promise.resolve(),
  };
}
