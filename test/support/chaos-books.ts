import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { LedgerCall } from '../../dev/ai/ledger.ts';
import type { RenderedToneBook } from '../../dev/tone/render-tone-book.ts';
import { ingestionEnd, readTranscript, someText, uploadForm } from './audiobooks.ts';
import { firstDifference } from './first-difference.ts';
import { renderRecording } from './render-recording.ts';
import { waitFor } from './wait-for.ts';
import type { WholeStack } from './whole-stack.ts';

/** An ingestion that is under way, with all that its end is held against. */
export interface BookUnderWay {
  id: string;
  book: RenderedToneBook;
  /** What was paid for before it. */
  paidBefore: number;
}

/** How it ended, as a test wants to compare it. */
export interface BookEnd {
  status: string;
  attempts: number;
  /** Where the transcript parts from what was spoken; null where it does not. */
  difference: string | null;
  chunks: number;
  paidCalls: number;
  /** Stretches of audio among them. */
  paidChunks: number;
}

export async function uploadBook(lector: WholeStack, words: number): Promise<BookUnderWay> {
  const title = randomUUID();
  const chapters = [{ title, text: someText(words, title) }];
  const path = join(lector.directory, `${title}.mp3`);
  const book = await renderRecording({
    ...{ title, chapters, path },
    author: 'Somebody',
    format: 'mp3',
    sampleRateHz: 16_000,
  });
  const paidBefore = (await paidSpeechCalls(lector)).length;
  const { status, body } = await lector.admin.upload<{ id: string }>(
    await uploadForm(path, { title }),
  );
  if (status !== 202) throw new Error(`The upload answered ${status}`);
  return { id: body.id, book, paidBefore };
}

/** How far the chunks of a book are: each is sent, its answer is paid for and kept, and only then is it done. */
async function countChunks(lector: WholeStack, { id, paidBefore }: BookUnderWay) {
  const paid = (await paidSpeechCalls(lector)).length - paidBefore;
  const [row] = await lector.query<{ kept: number; done: number }>(
    `select
      (select count(*)::int from paid_results p where p.paid_for = a.transcription_id) as kept,
      (select count(*)::int from transcription_chunks c
        where c.transcription_id = a.transcription_id and c.state = 'done') as done
    from audiobooks a where a.id = $1`,
    [id],
  );
  return { paid, kept: row?.kept ?? 0, done: row?.done ?? 0 };
}

/** Waits until some chunks are done, and no answer is on its way from the provider: so none gets lost there. */
export async function someChunksDone(lector: WholeStack, book: BookUnderWay): Promise<void> {
  await waitFor('the first chunks', async () => {
    const { paid, kept, done } = await countChunks(lector, book);
    return done > 0 && paid === kept;
  });
}

/** Waits, while none can become done, until an answer is kept whose chunk is not done yet. */
export async function chunkKeptNotDone(lector: WholeStack, book: BookUnderWay): Promise<void> {
  await waitFor('an answer that is kept', async () => {
    const { paid, kept, done } = await countChunks(lector, book);
    return kept > done && paid === kept;
  });
}

export async function bookEnd(
  lector: WholeStack,
  { id, book, paidBefore }: BookUnderWay,
): Promise<BookEnd> {
  const { status, attempts, progress } = await ingestionEnd(lector.admin, id);
  const { words } = await readTranscript(lector.admin, id);
  const paid = (await paidSpeechCalls(lector)).slice(paidBefore);
  return {
    status,
    attempts,
    difference: firstDifference(words, book.text),
    chunks: progress.chunks_total ?? 0,
    paidCalls: paid.length,
    paidChunks: new Set(paid.map((call) => call.audio_sha256)).size,
  };
}

async function paidSpeechCalls({ ai }: WholeStack): Promise<LedgerCall[]> {
  const calls = await ai.calls();
  return calls.filter((call) => call.path === '/v1/audio/transcriptions' && call.paid);
}
