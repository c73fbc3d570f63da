import type { IngestionStatus } from '../../../domain/contracts/ingest-audiobook.ts';
import type { FailureCode } from '../../../domain/errors.ts';
import type { Em } from '../../orm.config.ts';

export interface IngestionReport {
  audiobookId: string;
  title: string;
  ownerId: string;
  visibility: 'store' | 'private';
  status: IngestionStatus;
  workflowId: string;
  attempts: number;
  failureCode: FailureCode | null;
  failureDetail: string | null;
  chunksTotal: number | null;
  chunksDone: number;
  costMicros: number;
  wastedMicros: number;
  timeline: { status: IngestionStatus; detail: string | null; at: Date }[];
}

/** All that is to be told of an audiobook's ingestion, or null. */
export async function findIngestionReport(
  em: Em,
  audiobookId: string,
): Promise<IngestionReport | null> {
  const kysely = em.getKysely();
  const row = await kysely
    .selectFrom('audiobooks')
    .innerJoin('ingestions', 'ingestions.audiobook_id', 'audiobooks.id')
    .innerJoin('transcriptions', 'transcriptions.id', 'audiobooks.transcription_id')
    .select([
      'audiobooks.title',
      'audiobooks.owner_id',
      'audiobooks.visibility',
      'audiobooks.status',
      'ingestions.workflow_id',
      'ingestions.attempts',
      'ingestions.failure_code',
      'ingestions.failure_detail',
      'transcriptions.chunks_total',
      'transcriptions.wasted_micros',
    ])
    .select((eb) => [
      eb
        .selectFrom('transcription_chunks')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('transcription_chunks.transcription_id', '=', 'transcriptions.id')
        .where('transcription_chunks.state', '=', 'done')
        .as('chunks_done'),
      eb
        .selectFrom('paid_results')
        .select((sum) => sum.fn.sum<string | null>('paid_results.cost_micros').as('sum'))
        .where((or) =>
          or.or([
            or('paid_results.paid_for', '=', or.ref('transcriptions.id')),
            or('paid_results.paid_for', '=', or.ref('audiobooks.id')),
          ]),
        )
        .as('cost_micros'),
    ])
    .where('audiobooks.id', '=', audiobookId)
    .executeTakeFirst();
  if (!row || row.status === 'draft') return null;
  const timeline = await kysely
    .selectFrom('ingestion_events')
    .select(['status', 'detail', 'at'])
    .where('audiobook_id', '=', audiobookId)
    .orderBy('id')
    .execute();
  return {
    audiobookId,
    title: row.title,
    ownerId: row.owner_id,
    visibility: row.visibility,
    status: row.status,
    workflowId: row.workflow_id,
    attempts: row.attempts,
    failureCode: row.failure_code,
    failureDetail: row.failure_detail,
    chunksTotal: row.chunks_total,
    chunksDone: row.chunks_done ?? 0,
    costMicros: Number(row.cost_micros ?? 0),
    wastedMicros: row.wasted_micros,
    timeline,
  };
}
