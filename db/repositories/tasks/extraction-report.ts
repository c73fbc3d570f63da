import { sql } from 'kysely';
import type { ExtractionStatus } from '../../../domain/contracts/extract-prompts.ts';
import type { Em } from '../../orm.config.ts';
import {
  countChunksDone,
  reportRun,
  sumCostMicros,
  type RunReport,
} from '../transcription/run-report.ts';

export interface ExtractionReport extends RunReport<ExtractionStatus> {
  taskId: string;
  status: ExtractionStatus;
  sectionsTotal: number | null;
  sectionsDone: number;
  /** Sections for which no usable answer of the language model was to be had. */
  sectionsDegraded: number;
  quotesDropped: number;
  promptsProposed: number | null;
  promptsLeftOut: number | null;
}

/** All that is to be told of the extraction of somebody's own task, or null. */
export async function findOwnExtraction(
  em: Em,
  ownerId: string,
  taskId: string,
): Promise<ExtractionReport | null> {
  const kysely = em.getKysely();
  const row = await kysely
    .selectFrom('task_extractions as extraction')
    .innerJoin('tasks', 'tasks.id', 'extraction.task_id')
    .innerJoin('transcriptions', 'transcriptions.id', 'tasks.id')
    .select(['extraction.status', 'extraction.workflow_id', 'extraction.attempts'])
    .select(['extraction.failure_code', 'extraction.failure_detail', 'extraction.sections_total'])
    .select(['extraction.prompts_proposed', 'extraction.prompts_left_out'])
    .select(['transcriptions.chunks_total', 'transcriptions.wasted_micros'])
    .select((eb) => [
      countChunksDone(em, eb.ref('tasks.id')).as('chunks_done'),
      sumCostMicros(em, eb.ref('tasks.id')).as('cost_micros'),
    ])
    .where('tasks.id', '=', taskId)
    .where('tasks.owner_id', '=', ownerId)
    .executeTakeFirst();
  if (!row) return null;
  const sections = await kysely
    .selectFrom('task_extraction_sections')
    .select((eb) => eb.fn.countAll<number>().as('done'))
    .select(sql<number>`count(*) filter (where degraded)`.as('degraded'))
    .select(sql<number>`coalesce(sum(dropped), 0)`.as('dropped'))
    .where('task_id', '=', taskId)
    .executeTakeFirstOrThrow();
  const timeline = await kysely
    .selectFrom('task_extraction_events')
    .select(['status', 'detail', 'at'])
    .where('task_id', '=', taskId)
    .orderBy('id')
    .execute();
  return {
    taskId,
    status: row.status,
    ...reportRun(row, timeline),
    sectionsTotal: row.sections_total,
    sectionsDone: sections.done,
    sectionsDegraded: sections.degraded,
    quotesDropped: sections.dropped,
    promptsProposed: row.prompts_proposed,
    promptsLeftOut: row.prompts_left_out,
  };
}
