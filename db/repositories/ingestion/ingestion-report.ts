import type { IngestionStatus } from '../../../domain/contracts/ingest-audiobook.ts';
import type { Em } from '../../orm.config.ts';
import {
  countChunksDone,
  reportRun,
  sumCostMicros,
  type RunReport,
} from '../transcription/run-report.ts';

export interface IngestionReport extends RunReport<IngestionStatus> {
  audiobookId: string;
  title: string;
  ownerId: string;
  visibility: 'store' | 'private';
  status: IngestionStatus;
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
      countChunksDone(em, eb.ref('transcriptions.id')).as('chunks_done'),
      sumCostMicros(em, eb.ref('transcriptions.id'), eb.ref('audiobooks.id')).as('cost_micros'),
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
    ...reportRun(row, timeline),
  };
}
