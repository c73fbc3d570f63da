import {
  CancellationScope,
  setCurrentDetails,
  setWorkflowOptions,
  workflowInfo,
} from '@temporalio/workflow';
import type { ExtractionStatus, ExtractPromptsInput } from '../domain/contracts/extract-prompts.ts';
import { ai, media, records } from './activity-proxies.ts';
import { enterStage } from './enter-stage.ts';
import { describeFailure, failureCause, isHopeless } from './failure-cause.ts';
import { runTranscription } from './run-transcription.ts';
import { showAudioMinutes, showCost, showFailure, showStage } from './search-attribute-keys.ts';
import { settleAll } from './settle-all.ts';

/** Probe → transcribe → prompts of every section → propose. Every status that it enters can be read over REST. */
export async function extractPrompts(input: ExtractPromptsInput): Promise<void> {
  try {
    const { audioMinutes } = await enter(input, 'probing', () =>
      media.probeTaskAudio.executeWithOptions({ summary: 'Read format and duration' }, [input]),
    );
    showAudioMinutes(audioMinutes);
    const { costMicros, maxAttempts } = await enter(input, 'transcribing', () =>
      runTranscription(input.taskId, audioMinutes),
    );
    showCost(costMicros);
    await enter(input, 'extracting', () => extractSections(input, maxAttempts));
    const { proposed } = await records.proposePrompts.executeWithOptions(
      { summary: 'Propose what was found' },
      [input],
    );
    showStage('completed');
    setCurrentDetails(`${proposed} prompts from ${audioMinutes} minutes, for the owner to review.`);
  } catch (error) {
    await fail(input, error);
    throw error;
  }
}

async function extractSections(input: ExtractPromptsInput, maxAttempts: number): Promise<void> {
  const { sectionsTotal, pending, parallelism } =
    await records.planPromptSections.executeWithOptions(
      { summary: 'Divide the transcript into sections' },
      [input],
    );
  const { extractSectionPrompts } = ai(maxAttempts);
  let done = sectionsTotal - pending.length;
  const extract = async (index: number): Promise<void> => {
    await extractSectionPrompts.executeWithOptions(
      { summary: `Section ${index + 1} of ${sectionsTotal}` },
      [{ ...input, index, maxAttempts, runId: workflowInfo().runId }],
    );
    done += 1;
    setCurrentDetails(`${done} of ${sectionsTotal} sections are done.`);
  };
  await settleAll(pending, parallelism, extract, isHopeless);
}

function enter<Result>(
  { taskId }: ExtractPromptsInput,
  status: ExtractionStatus,
  work: () => Promise<Result>,
): Promise<Result> {
  const { runId } = workflowInfo();
  const note = () =>
    records.enterExtractionStage.executeWithOptions({ summary: `Status: ${status}` }, [
      { taskId, status, runId },
    ]);
  return enterStage(status, { note, work });
}

async function fail({ taskId }: ExtractPromptsInput, error: unknown): Promise<void> {
  const cause = failureCause(error);
  showFailure('failed', cause.code);
  setCurrentDetails(describeFailure(cause, workflowInfo().workflowId));
  await CancellationScope.nonCancellable(() =>
    records.failExtraction.executeWithOptions({ summary: `Note the cause: ${cause.code}` }, [
      { taskId, ...cause },
    ]),
  );
}

setWorkflowOptions({ failureExceptionTypes: [Error] }, extractPrompts);
