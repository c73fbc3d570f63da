import { speechCostMicros } from '../domain/pricing/ai-prices.ts';
import type { Deps } from '../platform/deps.ts';

export interface ReplayEstimate {
  /** What would run again, in words. */
  work: string;
  costMicros: number;
}

/** What a replay of this workflow would do again, and about what it would cost. */
export async function estimateReplay(
  { orm, config }: Pick<Deps, 'orm' | 'config'>,
  workflowId: string,
  step: string,
): Promise<ReplayEstimate> {
  const row = await orm.em
    .fork()
    .getKysely()
    .selectFrom('ingestions')
    .innerJoin('audiobooks', 'audiobooks.id', 'ingestions.audiobook_id')
    .innerJoin('transcriptions', 'transcriptions.id', 'audiobooks.transcription_id')
    .select(['transcriptions.chunks_total', 'transcriptions.audio_seconds'])
    .select((eb) =>
      eb
        .selectFrom('transcription_chunks')
        .select((count) => count.fn.countAll<number>().as('done'))
        .whereRef('transcription_chunks.transcription_id', '=', 'transcriptions.id')
        .where('state', '=', 'done')
        .as('done'),
    )
    .where('ingestions.workflow_id', '=', workflowId)
    .executeTakeFirst();
  const total = row?.chunks_total ?? null;
  if (!row || total === null || step !== 'transcribeAudio') return { work: step, costMicros: 0 };
  const open = total - (row.done ?? 0);
  const audioSeconds = ((row.audio_seconds ?? 0) * open) / total;
  return {
    work: `${step}: ${open} of ${total} chunks`,
    costMicros: speechCostMicros(config.ai.transcribeModel, null, audioSeconds),
  };
}
