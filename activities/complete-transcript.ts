import { Transcription } from '../db/entities/transcription.ts';
import { endTranscript } from '../db/repositories/transcribe/transcript-progress.ts';
import { transact } from '../db/transaction.ts';
import { LectorFailure } from '../domain/failure.ts';
import type { Deps } from '../platform/deps.ts';

/** The event that a webhook is now to be told of; null where nobody wants to know. */
export interface TranscriptEndResult {
  deliveryId: string | null;
}

export function createCompleteTranscript({ orm, storage }: Pick<Deps, 'orm' | 'storage'>) {
  /** Puts the finished text where clients read it. */
  return async function completeTranscript(input: {
    transcriptId: string;
  }): Promise<TranscriptEndResult> {
    const { transcriptId } = input;
    const transcription = await orm.em.fork().findOne(Transcription, { id: transcriptId });
    const { resultPrefix, language = null } = transcription ?? {};
    if (!resultPrefix) throw new LectorFailure('record_missing', 'The transcript was deleted.');
    // Postgres can keep no NUL in a text, and what a model may write nobody knows.
    const text = (await storage.getText(`${resultPrefix}.txt`)).replaceAll('\0', '').trimEnd();
    const deliveryId = await transact(orm.em.fork(), (tx) =>
      endTranscript(tx, { transcriptId, end: { status: 'completed', text, language } }),
    );
    return { deliveryId };
  };
}
