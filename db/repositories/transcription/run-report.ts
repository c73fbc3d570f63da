import type { Expression } from 'kysely';
import type { FailureCode } from '../../../domain/errors.ts';
import type { Em } from '../../orm.config.ts';

/** What is told alike of every run that has a recording transcribed. Costs are in millionths of a dollar. */
export interface RunReport<Status> {
  workflowId: string;
  attempts: number;
  failureCode: FailureCode | null;
  failureDetail: string | null;
  /** null until the recording is planned */
  chunksTotal: number | null;
  chunksDone: number;
  costMicros: number;
  /** The part that bought answers not good enough. */
  wastedMicros: number;
  /** Oldest first. */
  timeline: { status: Status; detail: string | null; at: Date }[];
}

interface RunRow {
  workflow_id: string;
  attempts: number;
  failure_code: FailureCode | null;
  failure_detail: string | null;
  chunks_total: number | null;
  chunks_done: number | null;
  cost_micros: string | null;
  wasted_micros: number;
}

export function reportRun<Status>(
  row: RunRow,
  timeline: RunReport<Status>['timeline'],
): RunReport<Status> {
  return {
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

/** A subquery: how many chunks of a transcription are done. */
export function countChunksDone(em: Em, transcriptionId: Expression<string>) {
  return em
    .getKysely()
    .selectFrom('transcription_chunks')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('transcription_chunks.transcription_id', '=', transcriptionId)
    .where('transcription_chunks.state', '=', 'done');
}

/** A subquery: what AI providers were paid for any of these subjects. */
export function sumCostMicros(em: Em, ...subjectIds: Expression<string>[]) {
  return em
    .getKysely()
    .selectFrom('paid_results')
    .select((eb) => eb.fn.sum<string | null>('paid_results.cost_micros').as('sum'))
    .where((eb) => eb.or(subjectIds.map((id) => eb('paid_results.paid_for', '=', id))));
}
