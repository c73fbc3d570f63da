import { cutQuote } from '../../domain/listening/cut-quote.ts';
import type { TranscriptDocument } from '../../domain/transcription/formats/transcript-document.ts';
import type { ApiDeps } from '../api-deps.ts';

/** Some 200 hours of speech with a time for every word. */
const maxTranscriptBytes = 128 * 2 ** 20;

/** What the transcript says between two moments; null where there is none. */
export async function readQuote(
  { storage, log }: Pick<ApiDeps, 'storage' | 'log'>,
  transcriptPrefix: string,
  startSeconds: number,
  endSeconds: number,
): Promise<string | null> {
  const key = `${transcriptPrefix}.json`;
  try {
    const object = await storage.head(key);
    if (!object || object.sizeBytes > maxTranscriptBytes) return null;
    const document = JSON.parse(await storage.getText(key)) as TranscriptDocument;
    return cutQuote(document, startSeconds, endSeconds);
  } catch (error) {
    // A clip is worth keeping without its words.
    log.warn({ err: error, key }, 'no quote: the transcript cannot be read');
    return null;
  }
}
