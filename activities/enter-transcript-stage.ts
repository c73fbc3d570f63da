import { markProcessing } from '../db/repositories/transcribe/transcript-progress.ts';
import type { Deps } from '../platform/deps.ts';

export function createEnterTranscriptStage({ orm }: Pick<Deps, 'orm'>) {
  /** Puts `processing` where clients read it. */
  return async function enterTranscriptStage(input: { transcriptId: string }): Promise<void> {
    await markProcessing(orm.em.fork(), input.transcriptId);
  };
}
