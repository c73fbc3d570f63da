import type { ExtractionReport } from '../../db/repositories/tasks/extraction-report.ts';
import type { ExtractionStatus } from '../../domain/contracts/extract-prompts.ts';
import type { Config } from '../../platform/config.ts';
import { presentRun } from '../runs/present.ts';
import type { ExtractionBody } from './extraction-schema.ts';

export function presentExtraction(report: ExtractionReport, config: Config): ExtractionBody {
  return {
    task_id: report.taskId,
    status: report.status,
    step: describeStep(report),
    progress: {
      chunks_total: report.chunksTotal,
      chunks_done: report.chunksDone,
      sections_total: report.sectionsTotal,
      sections_done: report.sectionsDone,
      percent: percentDone(report),
    },
    prompts: {
      proposed: report.promptsProposed,
      left_out: report.promptsLeftOut,
      dropped: report.quotesDropped,
    },
    degraded: report.sectionsDegraded > 0,
    sections_degraded: report.sectionsDegraded,
    ...presentRun(report, config),
  };
}

/** Where each status begins, in percent of the way; transcribing takes most of the time. */
const begins = { transcribing: 3, extracting: 75, completed: 100 } as const;

function percentDone(report: ExtractionReport): number {
  const { status, chunksTotal, chunksDone, sectionsTotal, sectionsDone } = report;
  if (status === 'completed') return begins.completed;
  if (status === 'queued') return 0;
  if (sectionsTotal) {
    const share = sectionsDone / sectionsTotal;
    return Math.floor(begins.extracting + (begins.completed - begins.extracting) * share);
  }
  if (!chunksTotal) return status === 'probing' ? 1 : begins.transcribing;
  const span = begins.extracting - begins.transcribing;
  return Math.floor(begins.transcribing + (span * chunksDone) / chunksTotal);
}

const steps: Record<ExtractionStatus, string> = {
  queued: 'Waiting for a worker',
  probing: 'Reading format and duration',
  transcribing: 'Transcribing',
  extracting: 'Looking for prompts',
  completed: 'The prompts that were found wait for your review',
  failed: 'Failed; it can be retried',
  rejected: 'The recording cannot be read',
};

function describeStep(report: ExtractionReport): string {
  const { status, chunksTotal, chunksDone, sectionsTotal, sectionsDone } = report;
  if (status === 'transcribing' && chunksTotal !== null) {
    return `Transcribing: ${chunksDone} of ${chunksTotal} chunks are done`;
  }
  if (status === 'extracting' && sectionsTotal !== null) {
    return `Looking for prompts: ${sectionsDone} of ${sectionsTotal} sections are done`;
  }
  return steps[status];
}
