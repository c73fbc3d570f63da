import type { IngestionReport } from '../../db/repositories/ingestion/ingestion-report.ts';
import type { IngestionStatus } from '../../domain/contracts/ingest-audiobook.ts';
import type { Config } from '../../platform/config.ts';
import { presentRun } from '../runs/present.ts';
import type { IngestionBody } from './schema.ts';

export function presentIngestion(report: IngestionReport, config: Config): IngestionBody {
  return {
    audiobook_id: report.audiobookId,
    status: report.status,
    step: describeStep(report),
    progress: {
      chunks_total: report.chunksTotal,
      chunks_done: report.chunksDone,
      percent: percentDone(report),
    },
    ...presentRun(report, config),
  };
}

/** Where each status begins, in percent of the way; transcribing takes nearly all of the time. */
const begins: Record<IngestionStatus, number> = {
  uploaded: 0,
  probing: 1,
  transcribing: 4,
  summarizing: 95,
  published: 100,
  transcription_failed: 4,
  rejected: 4,
};

function percentDone({ status, chunksTotal, chunksDone }: IngestionReport): number {
  const transcribes = status === 'transcribing' || status === 'transcription_failed';
  if (!transcribes || !chunksTotal) return begins[status];
  const span = begins.summarizing - begins.transcribing;
  return Math.floor(begins.transcribing + (span * chunksDone) / chunksTotal);
}

function describeStep({ status, chunksTotal, chunksDone }: IngestionReport): string {
  switch (status) {
    case 'uploaded':
      return 'Waiting for a worker';
    case 'probing':
      return 'Reading duration, chapters and cover';
    case 'transcribing':
      return chunksTotal === null
        ? 'Listening for silences to cut at'
        : `Transcribing: ${chunksDone} of ${chunksTotal} chunks are done`;
    case 'summarizing':
      return 'Writing summary and tags';
    case 'published':
      return 'Published';
    case 'transcription_failed':
      return 'Failed; it waits to be replayed';
    case 'rejected':
      return 'Rejected';
  }
}
