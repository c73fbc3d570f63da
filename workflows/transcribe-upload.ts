import {
  CancellationScope,
  setCurrentDetails,
  setWorkflowOptions,
  workflowInfo,
} from '@temporalio/workflow';
import type { TranscribeUploadInput } from '../domain/contracts/transcribe-upload.ts';
import { media, records, webhooks } from './activity-proxies.ts';
import { enterStage } from './enter-stage.ts';
import { describeFailure, failureCause } from './failure-cause.ts';
import { runTranscription } from './run-transcription.ts';
import { showAudioMinutes, showCost, showFailure, showStage } from './search-attribute-keys.ts';

/** Probe → transcribe → text where clients read it → webhook. What failed ends as `error`, with its cause. */
export async function transcribeUpload(input: TranscribeUploadInput): Promise<void> {
  let deliveryId: string | null;
  try {
    const audioMinutes = await probe(input);
    showAudioMinutes(audioMinutes);
    const { costMicros } = await transcribe(input, audioMinutes);
    showCost(costMicros);
    const end = await records.completeTranscript.executeWithOptions(
      { summary: 'Status: completed' },
      [input],
    );
    deliveryId = end.deliveryId;
    showStage('completed');
    setCurrentDetails('The transcript is complete.');
  } catch (error) {
    await CancellationScope.nonCancellable(() => fail(input, error));
    throw error;
  }
  await tellWebhook(deliveryId);
}

async function probe(input: TranscribeUploadInput): Promise<number> {
  const { audioMinutes } = await enterStage('probing', {
    details: 'Looking at the upload.',
    note: () => noteProcessing(input),
    work: () =>
      media.probeTranscriptAudio.executeWithOptions({ summary: 'Read format and duration' }, [
        input,
      ]),
  });
  return audioMinutes;
}

function transcribe(input: TranscribeUploadInput, audioMinutes: number) {
  return enterStage('transcribing', {
    details: `Transcribing ${audioMinutes} minutes.`,
    // After a replay that begins here, it still says `error`.
    note: () => noteProcessing(input),
    work: () => runTranscription(input.transcriptId, audioMinutes),
  });
}

function noteProcessing(input: TranscribeUploadInput): Promise<void> {
  return records.enterTranscriptStage.executeWithOptions({ summary: 'Status: processing' }, [
    input,
  ]);
}

async function fail({ transcriptId }: TranscribeUploadInput, error: unknown): Promise<void> {
  const cause = failureCause(error);
  showFailure('failed', cause.code);
  setCurrentDetails(describeFailure(cause, workflowInfo().workflowId));
  const { deliveryId } = await records.failTranscript.executeWithOptions(
    { summary: `Note the cause: ${cause.code}` },
    [{ transcriptId, ...cause }],
  );
  await tellWebhook(deliveryId);
}

/** A webhook that does not answer changes nothing about the transcript. */
async function tellWebhook(deliveryId: string | null): Promise<void> {
  if (deliveryId === null) return;
  try {
    await webhooks.deliverWebhook.executeWithOptions({ summary: 'Tell the webhook' }, [
      { deliveryId },
    ]);
  } catch (error) {
    const { code, detail } = failureCause(error);
    setCurrentDetails(`The webhook was not told: ${detail} (\`${code}\`)`);
  }
}

setWorkflowOptions({ failureExceptionTypes: [Error] }, transcribeUpload);
