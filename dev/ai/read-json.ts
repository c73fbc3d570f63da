import type { IncomingMessage } from 'node:http';
import { invalidRequest } from './openai-error.ts';

const maxBodyBytes = 32 * 2 ** 20;

/**
 * The JSON of a request's body.
 *
 * @throws OpenAiError 400 where it is none, or over 32 MiB
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes <= maxBodyBytes) pieces.push(piece);
  }
  if (bytes > maxBodyBytes) throw invalidRequest(`The body of ${bytes} bytes is too large.`);
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8')) as unknown;
  } catch {
    throw invalidRequest(
      'We could not parse the JSON body of your request. (HINT: This likely means you aren’t using your HTTP ' +
        'library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)',
    );
  }
}
