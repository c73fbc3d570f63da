import type { Deps } from '../platform/deps.ts';
import { createChargeOrder } from './charge-order.ts';
import { createCloseOrder } from './close-order.ts';
import { createCompleteTranscript } from './complete-transcript.ts';
import { createDeliverEmail } from './deliver-email.ts';
import { createDeliverWebhook } from './deliver-webhook.ts';
import { createEnterExtractionStage } from './enter-extraction-stage.ts';
import { createEnterIngestionStage } from './enter-ingestion-stage.ts';
import { createEnterTranscriptStage } from './enter-transcript-stage.ts';
import { createEraseRecording } from './erase-recording.ts';
import { createEraseUploads } from './erase-uploads.ts';
import { createExtractSectionPrompts } from './extract-section-prompts.ts';
import { createFailExtraction } from './fail-extraction.ts';
import { createFailIngestion } from './fail-ingestion.ts';
import { createFailTranscript } from './fail-transcript.ts';
import { createFailTranscription } from './fail-transcription.ts';
import { createGrantOrder } from './grant-order.ts';
import { createIssueLinks } from './issue-links.ts';
import { createMakeCovers } from './make-covers.ts';
import { createMakeSample } from './make-sample.ts';
import { createOrderReceipt } from './order-receipt.ts';
import { createPlanChunks } from './plan-chunks.ts';
import { createPlanPromptSections } from './plan-prompt-sections.ts';
import { createProbeAudio } from './probe-audio.ts';
import { createProbeTaskAudio } from './probe-task-audio.ts';
import { createProbeTranscriptAudio } from './probe-transcript-audio.ts';
import { createProposePrompts } from './propose-prompts.ts';
import { createPublishAudiobook } from './publish-audiobook.ts';
import { createRefundCharge } from './refund-charge.ts';
import { createRemoveOldAudio } from './remove-old-audio.ts';
import { createReopenSparseChunks } from './reopen-sparse-chunks.ts';
import { createReserveOrder } from './reserve-order.ts';
import { createStartPendingWorkflows } from './start-pending-workflows.ts';
import { createStitchTranscript } from './stitch-transcript.ts';
import { createSummarizeAudiobook } from './summarize-audiobook.ts';
import { createSweepObjects } from './sweep-objects.ts';
import { createSweepRows } from './sweep-rows.ts';
import { createTranscribeChunk } from './transcribe-chunk.ts';

/** All activities, by the names that the Temporal UI shows. */
export function createActivities(deps: Deps) {
  return {
    chargeOrder: createChargeOrder(deps),
    closeOrder: createCloseOrder(deps),
    completeTranscript: createCompleteTranscript(deps),
    deliverEmail: createDeliverEmail(deps),
    deliverWebhook: createDeliverWebhook(deps),
    enterExtractionStage: createEnterExtractionStage(deps),
    enterIngestionStage: createEnterIngestionStage(deps),
    enterTranscriptStage: createEnterTranscriptStage(deps),
    eraseRecording: createEraseRecording(deps),
    eraseUploads: createEraseUploads(deps),
    extractSectionPrompts: createExtractSectionPrompts(deps),
    failExtraction: createFailExtraction(deps),
    failIngestion: createFailIngestion(deps),
    failTranscript: createFailTranscript(deps),
    failTranscription: createFailTranscription(deps),
    grantOrder: createGrantOrder(deps),
    issueLinks: createIssueLinks(deps),
    makeCovers: createMakeCovers(deps),
    makeSample: createMakeSample(deps),
    orderReceipt: createOrderReceipt(deps),
    planChunks: createPlanChunks(deps),
    planPromptSections: createPlanPromptSections(deps),
    probeAudio: createProbeAudio(deps),
    probeTaskAudio: createProbeTaskAudio(deps),
    probeTranscriptAudio: createProbeTranscriptAudio(deps),
    proposePrompts: createProposePrompts(deps),
    publishAudiobook: createPublishAudiobook(deps),
    refundCharge: createRefundCharge(deps),
    removeOldAudio: createRemoveOldAudio(deps),
    reopenSparseChunks: createReopenSparseChunks(deps),
    reserveOrder: createReserveOrder(deps),
    startPendingWorkflows: createStartPendingWorkflows(deps),
    stitchTranscript: createStitchTranscript(deps),
    summarizeAudiobook: createSummarizeAudiobook(deps),
    sweepObjects: createSweepObjects(deps),
    sweepRows: createSweepRows(deps),
    transcribeChunk: createTranscribeChunk(deps),
  };
}

export type Activities = ReturnType<typeof createActivities>;
