import { PassThrough } from 'node:stream';
import type { Context } from 'koa';
import type { TranscriptRow } from '../../../db/repositories/transcribe/transcripts.ts';
import { whenClosed } from '../../http/when-closed.ts';
import { toOpenAiError } from './openai-error.ts';
import { usageOf } from './present.ts';

const keepAliveMs = 15_000;

/**
 * `stream=true`: the text comes in one piece once it is there; until then comments keep proxies and clients from giving
 * up. Source: https://platform.openai.com/docs/api-reference/audio/transcript-text-done-event
 */
export function streamCompatibly(
  ctx: Context,
  end: (signal: AbortSignal) => Promise<TranscriptRow>,
): void {
  const stream = new PassThrough();
  const clientLeft = new AbortController();
  whenClosed(ctx.res, () => clientLeft.abort(new Error('The client left')));
  ctx.set({ 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
  ctx.body = stream;
  stream.write(': waiting\n\n');
  const keepAlive = setInterval(() => stream.write(': still here\n\n'), keepAliveMs);

  async function pump(): Promise<void> {
    try {
      const row = await end(clientLeft.signal);
      const text = row.text ?? '';
      send({ type: 'transcript.text.delta', delta: text });
      send({ type: 'transcript.text.done', text, usage: usageOf(row) });
      stream.write('data: [DONE]\n\n');
    } catch (error) {
      send(toOpenAiError(error).body);
    } finally {
      clearInterval(keepAlive);
      stream.end();
    }
  }

  function send(event: object): void {
    stream.write(`data: ${JSON.stringify(event)}\n\n`);
  }

  void pump();
}
