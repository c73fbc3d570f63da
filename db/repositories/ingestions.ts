import type { IngestionStatus } from '../../domain/contracts/ingest-audiobook.ts';
import type { FailureCode } from '../../domain/errors.ts';
import { Audiobook } from '../entities/audiobook.ts';
import { Ingestion, IngestionEvent } from '../entities/ingestion.ts';
import type { Tx } from '../transaction.ts';

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
