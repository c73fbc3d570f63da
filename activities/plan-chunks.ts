import { Transcription } from '../db/entities/transcription.ts';
import {
  findDoneIndices,
  markChunkDone,
} from '../db/repositories/transcription/transcription-chunks.ts';
import { LectorFailure } from '../domain/failure.ts';
import { storageKeys } from '../domain/storage-keys.ts';
import { chunkPlanSchema, type ChunkPlan } from '../domain/transcription/planning/chunk-plan.ts';
import { chunkLengths, speechModelLimits } from '../domain/transcription/planning/model-limits.ts';
import { planChunks as plan } from '../domain/transcription/planning/plan-chunks.ts';
import type { Deps } from '../platform/deps.ts';
import { analyzeLevels } from '../platform/media/analyze-levels.ts';
import { chunkBytesPerSecond } from '../platform/media/cut-chunk.ts';
import { startPulse, type Pulse } from './activity-progress.ts';

export interface PlanChunksResult {
  chunksTotal: number;
  /** Chunks that have no result yet: all of them in a first run, in a replay those that failed. */
  pending: number[];
  audioMinutes: number;
  /** How many chunks to have in flight at once. */
  parallelism: number;
  /** Tries of one chunk before the run fails. */
  maxAttempts: number;
  /** True where the first chunk tells the language, so that the others can be given it. */
  languageFirst: boolean;
}

export function createPlanChunks(deps: Pick<Deps, 'orm' | 'storage' | 'sources' | 'config'>) {
  /** Decides where the recording is cut. Done once for a recording; afterwards it tells what is left to do. */
  return async function planChunks(input: { transcriptionId: string }): Promise<PlanChunksResult> {
    using pulse = startPulse({ phase: 'fetching the recording' });
    const em = deps.orm.em.fork();
    const row = await em.findOne(Transcription, { id: input.transcriptionId });
    if (!row) throw new LectorFailure('record_missing', 'The transcription was deleted.');
    const chunkPlan = row.planKey ? await readPlan(row.planKey) : await makePlan(row, pulse);
    if (!row.planKey) await skipSilentChunks(row.id, chunkPlan);
    row.status = 'processing';
    row.failureCode = null;
    row.failureDetail = null;
    row.planKey = storageKeys.chunkPlan(row.id);
    row.chunksTotal = chunkPlan.chunks.length;
    row.audioSeconds = chunkPlan.durationSeconds;
    await em.flush();
    const done = await findDoneIndices(em, row.id);
    const pending = chunkPlan.chunks.map(({ index }) => index).filter((index) => !done.has(index));
    const { ai } = deps.config;
    return {
      chunksTotal: chunkPlan.chunks.length,
      pending,
      audioMinutes: Math.round(chunkPlan.durationSeconds / 60),
      parallelism: ai.concurrency * 2,
      maxAttempts: ai.maxAttempts,
      languageFirst:
        row.languageHint === null &&
        row.language === null &&
        speechModelLimits(ai.transcribeModel).timestamps,
    };
  };

  async function readPlan(key: string): Promise<ChunkPlan> {
    return chunkPlanSchema.parse(JSON.parse(await deps.storage.getText(key)));
  }

  async function makePlan(row: Transcription, pulse: Pulse): Promise<ChunkPlan> {
    await using source = await deps.sources.hold(row.sourceKey, pulse.signal);
    const analysis = await analyzeLevels(source.path, row.sourceFormat, pulse.signal, (seconds) =>
      pulse.report({ phase: 'measuring loudness', decodedMinutes: Math.round(seconds / 60) }),
    );
    const limits = speechModelLimits(deps.config.ai.transcribeModel);
    const made = plan(analysis, {
      ...chunkLengths(limits, chunkBytesPerSecond),
      sourceSha256: source.sha256,
    });
    await deps.storage.put(storageKeys.chunkPlan(row.id), JSON.stringify(made), 'application/json');
    return made;
  }

  /** Models invent text for silence, so it is not sent. */
  async function skipSilentChunks(transcriptionId: string, chunkPlan: ChunkPlan): Promise<void> {
    const nothing = { transcript: null, speechRate: null, madeOf: [] };
    for (const { index, speech } of chunkPlan.chunks) {
      if (speech.length > 0) continue;
      await markChunkDone(deps.orm.em.fork(), { transcriptionId, index }, nothing);
    }
  }
}
