import type { z } from 'zod';
import type { ListenedAudiobook } from '../../db/repositories/listening/audiobook-access.ts';
import type { BookmarkPlace } from '../../db/repositories/listening/bookmarks.ts';
import type { ApiDeps } from '../api-deps.ts';
import { Problem } from '../http/problem.ts';
import { readQuote } from './read-quote.ts';
import type { bookmarkInputSchema } from './schema.ts';

/** Players and probes do not agree on the last moments of a recording. */
const endToleranceSeconds = 1;

/**
 * A place as it is to be stored, with what is said there.
 *
 * @throws Problem `validation_failed` where it lies outside of the recording, `not_published` where there is none
 */
export async function readBookmarkPlace(
  deps: Pick<ApiDeps, 'storage' | 'log'>,
  { durationSeconds, transcriptPrefix }: ListenedAudiobook,
  input: z.output<typeof bookmarkInputSchema>,
): Promise<BookmarkPlace> {
  const { position_seconds: position, end_seconds: end, note } = input;
  if (durationSeconds === null) {
    throw new Problem('not_published', { detail: 'There is no recording yet.' });
  }
  if (position > durationSeconds + endToleranceSeconds) refuse('position_seconds', durationSeconds);
  if (end === null) {
    return { positionSeconds: position, endSeconds: null, note, quote: null };
  }
  if (end > durationSeconds + endToleranceSeconds) refuse('end_seconds', durationSeconds);
  if (end <= position) {
    const message = 'must be behind position_seconds';
    throw new Problem('validation_failed', { details: [{ path: 'body.end_seconds', message }] });
  }
  const quote = transcriptPrefix && (await readQuote(deps, transcriptPrefix, position, end));
  return { positionSeconds: position, endSeconds: end, note, quote };
}

function refuse(field: string, durationSeconds: number): never {
  const message = `must not be beyond the end, at ${durationSeconds} s`;
  throw new Problem('validation_failed', { details: [{ path: `body.${field}`, message }] });
}
