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
    .selectFrom('transcriptions')
    .select(['chunks_total', 'audio_seconds'])
    .select((eb) =>
      eb
        .selectFrom('transcription_chunks')
        .select((count) => count.fn.countAll<number>().as('done'))
        .whereRef('transcription_chunks.transcription_id', '=', 'transcriptions.id')
        .where('state', '=', 'done')
        .as('done'),
    )
    .where((eb) =>
      eb.or([
        eb(
          'id',
          'in',
          eb
            .selectFrom('ingestions')
            .innerJoin('audiobooks', 'audiobooks.id', 'ingestions.audiobook_id')
            .select('audiobooks.transcription_id')
            .where('ingestions.workflow_id', '=', workflowId),
        ),
        eb(
          'id',
          'in',
          eb
            .selectFrom('transcripts')
            .select('transcription_id')
            .where('workflow_id', '=', workflowId),
        ),
        // A task's transcription has the task's id.
        eb(
          'id',
          'in',
          eb.selectFrom('task_extractions').select('task_id').where('workflow_id', '=', workflowId),
        ),
      ]),
    )
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
