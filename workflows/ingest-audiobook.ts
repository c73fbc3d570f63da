import {
  CancellationScope,
  setCurrentDetails,
  setWorkflowOptions,
  workflowInfo,
} from '@temporalio/workflow';
import type {
  IngestAudiobookInput,
  IngestionStatus,
} from '../domain/contracts/ingest-audiobook.ts';
import { ai, media, records } from './activity-proxies.ts';
import { enterStage } from './enter-stage.ts';
import { describeFailure, failureCause } from './failure-cause.ts';
import { runTranscription } from './run-transcription.ts';
import { showAudioMinutes, showCost, showFailure, showStage } from './search-attribute-keys.ts';

/**
 * Probe → transcribe, with sample and covers beside it → summarize → publish. Every status that it enters can be read over
 * REST.
 */
export async function ingestAudiobook(input: IngestAudiobookInput): Promise<void> {
  try {
    const probe = await enter(input, 'probing', () =>
      media.probeAudio.executeWithOptions({ summary: 'Read duration, chapters, cover' }, [input]),
    );
    showAudioMinutes(probe.audioMinutes);
    const extras = makeExtras(input);
    const transcription = await enter(input, 'transcribing', () =>
      runTranscription(probe.transcriptionId, probe.audioMinutes),
    );
    const { costMicros, maxAttempts } = transcription;
    showCost(costMicros);
    await enter(input, 'summarizing', () =>
      ai(maxAttempts).summarizeAudiobook.executeWithOptions(
        { summary: 'One paragraph and three tags from the first section' },
        [{ ...input, maxAttempts }],
      ),
    );
    await extras;
    await records.publishAudiobook.executeWithOptions({ summary: 'Publish' }, [input]);
    showStage('published');
    setCurrentDetails(`Published: ${probe.audioMinutes} minutes, ${probe.chapters} chapters.`);
  } catch (error) {
    await fail(input, error);
    throw error;
  }
}

function enter<Result>(
  { audiobookId }: IngestAudiobookInput,
  status: IngestionStatus,
  work: () => Promise<Result>,
): Promise<Result> {
  const { runId } = workflowInfo();
  const note = () =>
    records.enterIngestionStage.executeWithOptions({ summary: `Status: ${status}` }, [
      { audiobookId, status, runId },
    ]);
  return enterStage(status, { note, work });
}

/** An audiobook without its sample or its smaller covers is still an audiobook. */
function makeExtras(input: IngestAudiobookInput): Promise<unknown> {
  return Promise.allSettled([
    media.makeSample.executeWithOptions({ summary: 'Cut the free sample' }, [input]),
    media.makeCovers.executeWithOptions({ summary: 'Make the smaller covers' }, [input]),
  ]);
}

async function fail({ audiobookId }: IngestAudiobookInput, error: unknown): Promise<void> {
  const cause = failureCause(error);
  const { runId, workflowId } = workflowInfo();
  showFailure('failed', cause.code);
  setCurrentDetails(describeFailure(cause, workflowId));
  await CancellationScope.nonCancellable(() =>
    records.failIngestion.executeWithOptions({ summary: `Tell the administrator: ${cause.code}` }, [
      { audiobookId, ...cause, runId },
    ]),
  );
}

setWorkflowOptions({ failureExceptionTypes: [Error] }, ingestAudiobook);
