import {
  CancellationScope,
  setCurrentDetails,
  setWorkflowOptions,
  workflowInfo,
} from '@temporalio/workflow';
import type { PlanChunksResult } from '../activities/plan-chunks.ts';
import type {
  TranscribeAudioInput,
  TranscribeAudioResult,
} from '../domain/contracts/transcribe-audio.ts';
import { ai, media, records } from './activity-proxies.ts';
import { describeFailure, failureCause, isHopeless } from './failure-cause.ts';
import { showAudioMinutes, showCost, showFailure, showStage } from './search-attribute-keys.ts';
import { settleAll } from './settle-all.ts';

/**
 * Plan, transcribe chunks in parallel, stitch. A run that comes after a failed one finds the plan and the finished
 * chunks where the first one left them, and does what is left.
 */
export async function transcribeAudio(input: TranscribeAudioInput): Promise<TranscribeAudioResult> {
  try {
    showStage('planning');
    setCurrentDetails('Listening for silences to cut at.');
    const plan = await media.planChunks.executeWithOptions({ summary: 'Find where to cut' }, [
      input,
    ]);
    showAudioMinutes(plan.audioMinutes);
    showStage('transcribing');
    await transcribeChunks(input.transcriptionId, plan);
    showStage('stitching');
    setCurrentDetails('Joining the chunks and writing TXT, SRT, VTT and JSON.');
    const { costMicros, words } = await media.stitchTranscript.executeWithOptions(
      { summary: `Join ${plan.chunksTotal} chunks` },
      [input],
    );
    showCost(costMicros);
    showStage('completed');
    setCurrentDetails(`${words} words from ${plan.audioMinutes} minutes of audio.`);
    return { chunksTotal: plan.chunksTotal, costMicros, maxAttempts: plan.maxAttempts };
  } catch (error) {
    const cause = failureCause(error);
    showFailure('failed', cause.code);
    setCurrentDetails(
      describeFailure(cause, workflowInfo().parent?.workflowId ?? workflowInfo().workflowId),
    );
    await CancellationScope.nonCancellable(() =>
      records.failTranscription.executeWithOptions({ summary: `Note the cause: ${cause.code}` }, [
        { ...input, ...cause },
      ]),
    );
    throw error;
  }
}

async function transcribeChunks(transcriptionId: string, plan: PlanChunksResult): Promise<void> {
  const { chunksTotal, pending, parallelism } = plan;
  let doneChunks = chunksTotal - pending.length;
  const { transcribeChunk } = ai(plan.maxAttempts);

  async function transcribe(index: number, options: ChunkOptions = {}): Promise<void> {
    const { tellsLanguage = false, lettersPerSecond = null } = options;
    await transcribeChunk.executeWithOptions({ summary: `Chunk ${index + 1} of ${chunksTotal}` }, [
      { transcriptionId, index, tellsLanguage, lettersPerSecond },
    ]);
    doneChunks += 1;
    showProgress();
  }

  function showProgress(): void {
    setCurrentDetails(`${doneChunks} of ${chunksTotal} chunks are done.`);
  }

  showProgress();
  const alone = plan.languageFirst ? pending.slice(0, 1) : [];
  for (const index of alone) await transcribe(index, { tellsLanguage: true });
  const together = pending.slice(alone.length);
  await settleAll(together, parallelism, (index) => transcribe(index), isHopeless);
  const { open, lettersPerSecond } = await records.reopenSparseChunks.executeWithOptions(
    { summary: "Hold every chunk against the reader's pace" },
    [{ transcriptionId }],
  );
  doneChunks -= open.length;
  const again = (index: number) => transcribe(index, { lettersPerSecond });
  await settleAll(open, parallelism, again, isHopeless);
}

interface ChunkOptions {
  tellsLanguage?: boolean;
  lettersPerSecond?: number | null;
}

setWorkflowOptions({ failureExceptionTypes: [Error] }, transcribeAudio);
