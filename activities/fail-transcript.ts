import { endTranscript } from '../db/repositories/transcribe/transcript-progress.ts';
import { transact } from '../db/transaction.ts';
import type { FailureCode } from '../domain/errors.ts';
import type { Deps } from '../platform/deps.ts';
import type { TranscriptEndResult } from './complete-transcript.ts';

interface FailTranscriptInput {
  transcriptId: string;
  code: FailureCode;
  detail: string;
}

export function createFailTranscript({ orm }: Pick<Deps, 'orm'>) {
  /** Puts the cause where clients read it. */
  return async function failTranscript(input: FailTranscriptInput): Promise<TranscriptEndResult> {
    const { transcriptId, code, detail } = input;
    const deliveryId = await transact(orm.em.fork(), (tx) =>
      endTranscript(tx, { transcriptId, end: { status: 'error', code, detail } }),
    );
    return { deliveryId };
  };
}
