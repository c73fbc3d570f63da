import {
  CancellationScope,
  setCurrentDetails,
  setWorkflowOptions,
  workflowInfo,
} from '@temporalio/workflow';
import type { TranscribeUploadInput } from '../domain/contracts/transcribe-upload.ts';
import { media, records, webhooks } from './activity-proxies.ts';
import { describeFailure, failureCause } from './failure-cause.ts';
import { runTranscription } from './run-transcription.ts';
import { showAudioMinutes, showCost, showFailure, showStage } from './search-attribute-keys.ts';

/** Probe → transcribe → text where clients read it → webhook. What failed ends as `error`, with its cause. */
export async function transcribeUpload(input: TranscribeUploadInput): Promise<void> {
  let deliveryId: string | null;
  try {
    const audioMinutes = await begin(input);
    showAudioMinutes(audioMinutes);
    showStage('transcribing');
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

/** The status is written beside the first step, so that a reset to it repeats both. */
async function begin(input: TranscribeUploadInput): Promise<number> {
  showStage('probing');
  setCurrentDetails('Looking at the upload.');
  const [noted, probed] = await Promise.allSettled([
    records.enterTranscriptStage.executeWithOptions({ summary: 'Status: processing' }, [input]),
    media.probeTranscriptAudio.executeWithOptions({ summary: 'Read format and duration' }, [input]),
  ]);
  if (probed.status === 'rejected') throw probed.reason;
  if (noted.status === 'rejected') throw noted.reason;
  return probed.value.audioMinutes;
}

async function transcribe({ transcriptId }: TranscribeUploadInput, audioMinutes: number) {
  setCurrentDetails(`Transcribing ${audioMinutes} minutes.`);
  const [noted, transcribed] = await Promise.allSettled([
    // After a replay that begins here, it still says `error`.
    records.enterTranscriptStage.executeWithOptions({ summary: 'Status: processing' }, [
      { transcriptId },
    ]),
    runTranscription(transcriptId, audioMinutes),
  ]);
  if (transcribed.status === 'rejected') throw transcribed.reason;
  if (noted.status === 'rejected') throw noted.reason;
  return transcribed.value;
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
