import { LockMode } from '@mikro-orm/core';
import type { ExtractionStatus } from '../../../domain/contracts/extract-prompts.ts';
import type { FailureCode } from '../../../domain/errors.ts';
import { LectorFailure } from '../../../domain/failure.ts';
import { TaskExtraction, TaskExtractionEvent } from '../../entities/task-extraction.ts';
import type { Em } from '../../orm.config.ts';
import type { Tx } from '../../transaction.ts';

/** @throws LectorFailure `record_missing` when the task was deleted */
export async function findExtraction(em: Em, taskId: string): Promise<TaskExtraction> {
  return present(await em.findOne(TaskExtraction, { task: taskId }));
}

interface StageEntry {
  taskId: string;
  status: ExtractionStatus;
  /** The workflow run that enters it: a run that was not seen before counts as another attempt. */
  runId: string;
}

/** Moves an extraction to another stage. Told twice, it is done once. */
export async function enterExtraction(
  tx: Tx,
  { taskId, status, runId }: StageEntry,
): Promise<void> {
  const extraction = await lockExtraction(tx, taskId);
  const isNewRun = extraction.runId !== runId;
  if (isNewRun) {
    extraction.runId = runId;
    extraction.attempts += 1;
    extraction.startedAt ??= new Date();
  }
  clearEnd(extraction);
  setStatus(tx, extraction, status, isNewRun ? `attempt ${extraction.attempts}` : null);
}

/** Ends an extraction, well or not. */
export async function finishExtraction(
  tx: Tx,
  taskId: string,
  end: { status: ExtractionStatus; failure?: { code: FailureCode; detail: string } },
): Promise<void> {
  const extraction = await lockExtraction(tx, taskId);
  extraction.finishedAt = new Date();
  extraction.failureCode = end.failure?.code ?? null;
  extraction.failureDetail = end.failure?.detail ?? null;
  setStatus(tx, extraction, end.status, end.failure?.code ?? null);
}

/**
 * Shows at once that a failed extraction runs again. Does nothing for other workflows, and nothing once the new run has
 * written a status of its own.
 */
export async function markExtractionReplayed(tx: Tx, workflowId: string): Promise<void> {
  const known = await tx.findOne(TaskExtraction, { workflowId });
  if (!known) return;
  const extraction = await lockExtraction(tx, known.task);
  if (extraction.status !== 'failed' && extraction.status !== 'rejected') return;
  clearEnd(extraction);
  setStatus(tx, extraction, 'queued', 'replayed');
}

/** The task first, as whoever deletes it does, or the two could wait for each other. */
async function lockExtraction(tx: Tx, taskId: string): Promise<TaskExtraction> {
  const task = tx.getKysely().selectFrom('tasks').select('id').where('id', '=', taskId);
  await task.forKeyShare().execute();
  const options = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
  return present(await tx.findOne(TaskExtraction, { task: taskId }, options));
}

function present(extraction: TaskExtraction | null): TaskExtraction {
  if (extraction) return extraction;
  throw new LectorFailure('record_missing', 'The task was deleted.');
}

function clearEnd(extraction: TaskExtraction): void {
  extraction.finishedAt = null;
  extraction.failureCode = null;
  extraction.failureDetail = null;
}

function setStatus(
  tx: Tx,
  extraction: TaskExtraction,
  status: ExtractionStatus,
  detail: string | null,
): void {
  if (extraction.status === status && detail === null) return;
  extraction.status = status;
  tx.persist(tx.create(TaskExtractionEvent, { task: extraction.task, status, detail }));
}
