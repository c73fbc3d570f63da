import { LockMode } from '@mikro-orm/core';
import type { IngestionStatus } from '../../../domain/contracts/ingest-audiobook.ts';
import type { FailureCode } from '../../../domain/errors.ts';
import { Audiobook } from '../../entities/audiobook.ts';
import { Ingestion, IngestionEvent } from '../../entities/ingestion.ts';
import type { Tx } from '../../transaction.ts';

interface StageEntry {
  audiobookId: string;
  status: IngestionStatus;
  /** The workflow run that enters it: a run that was not seen before counts as another attempt. */
  runId: string;
}

/** Moves an ingestion to another stage. Told twice, it is done once. */
export async function enterStage(
  tx: Tx,
  { audiobookId, status, runId }: StageEntry,
): Promise<void> {
  const ingestion = await tx.findOneOrFail(Ingestion, { audiobook: audiobookId });
  const isNewRun = ingestion.runId !== runId;
  if (isNewRun) {
    ingestion.runId = runId;
    ingestion.attempts += 1;
    ingestion.startedAt ??= new Date();
  }
  ingestion.failureCode = null;
  ingestion.failureDetail = null;
  ingestion.finishedAt = null;
  await setStatus(tx, audiobookId, status, isNewRun ? `attempt ${ingestion.attempts}` : null);
}

/** Ends an ingestion for good, published or not. */
export async function finishIngestion(
  tx: Tx,
  audiobookId: string,
  end: { status: IngestionStatus; failure?: { code: FailureCode; detail: string } },
): Promise<void> {
  const ingestion = await tx.findOneOrFail(Ingestion, { audiobook: audiobookId });
  ingestion.finishedAt = new Date();
  ingestion.failureCode = end.failure?.code ?? null;
  ingestion.failureDetail = end.failure?.detail ?? null;
  await setStatus(tx, audiobookId, end.status, end.failure?.code ?? null);
}

/**
 * Shows at once that a failed ingestion runs again: until its workflow gets to it, it waits. Does nothing for workflows
 * that are no ingestions, and nothing once the new run has written a status of its own.
 */
export async function markReplayed(tx: Tx, workflowId: string): Promise<void> {
  const ingestion = await tx.findOne(Ingestion, { workflowId });
  if (!ingestion) return;
  const audiobook = await tx.findOneOrFail(
    Audiobook,
    { id: ingestion.audiobook },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (audiobook.status !== 'transcription_failed' && audiobook.status !== 'rejected') return;
  ingestion.finishedAt = null;
  ingestion.failureCode = null;
  ingestion.failureDetail = null;
  await setStatus(tx, audiobook.id, 'uploaded', 'replayed');
}

async function setStatus(
  tx: Tx,
  audiobookId: string,
  status: IngestionStatus,
  detail: string | null,
): Promise<void> {
  const audiobook = await tx.findOneOrFail(Audiobook, { id: audiobookId });
  if (audiobook.status === status && detail === null) return;
  audiobook.status = status;
  tx.persist(tx.create(IngestionEvent, { audiobook: audiobookId, status, detail }));
}
