import { Context } from '@temporalio/activity';
import { Transcription } from '../db/entities/transcription.ts';
import {
  findSpeechRates,
  markChunkDone,
  markChunkFailed,
  markChunkRunning,
} from '../db/repositories/transcription-chunks.ts';
import { LectorFailure } from '../domain/failure.ts';
import { chunkPlanSchema, type PlannedChunk } from '../domain/transcription/chunk-plan.ts';
import { totalSeconds } from '../domain/transcription/speech-spans.ts';
import { medianSpeechRate, speechRate } from '../domain/transcription/speech-rate.ts';
import type { Deps } from '../platform/deps.ts';
import { startPulse, type Pulse } from './activity-progress.ts';
import { findBestTakes } from './transcription/best-takes.ts';
import { buyTake } from './transcription/buy-take.ts';
import { toChunkTranscript } from './transcription/to-chunk-transcript.ts';

interface TranscribeChunkInput {
  transcriptionId: string;
  index: number;
  /** Of one chunk alone: what it tells is passed on to all the others. */
  tellsLanguage: boolean;
}

/** Fewer chunks than these say little about a reader's pace. */
const fewestRates = 3;

export function createTranscribeChunk(
  deps: Pick<Deps, 'orm' | 'storage' | 'sources' | 'speech' | 'config'>,
) {
  /** Cuts one chunk out of the recording, has it transcribed, and keeps the result before it counts. */
  return async function transcribeChunk(input: TranscribeChunkInput): Promise<void> {
    using pulse = startPulse({ phase: 'fetching the recording' });
    const em = deps.orm.em.fork();
    await markChunkRunning(em, input, Context.current().info.attempt);
    try {
      await transcribe(input, pulse);
    } catch (error) {
      const code = error instanceof LectorFailure ? error.code : 'internal_failure';
      await markChunkFailed(em, input, code);
      throw error;
    }
  };

  async function transcribe(input: TranscribeChunkInput, pulse: Pulse): Promise<void> {
    const { transcriptionId, index, tellsLanguage } = input;
    const em = deps.orm.em.fork();
    const row = await em.findOne(Transcription, { id: transcriptionId });
    if (!row?.planKey) throw new LectorFailure('record_missing', 'The transcription was deleted.');
    const chunk = await readChunk(row.planKey, index);
    await using source = await deps.sources.hold(row.sourceKey, pulse.signal);
    const { transcribeModel: model, fallbackModel } = deps.config.ai;
    const { prompt, sourceFormat: format } = row;
    const language = row.languageHint ?? row.language ?? null;
    const rates = await findSpeechRates(em, transcriptionId);
    const best = await findBestTakes({
      ...{ chunk, model, fallbackModel, prompt },
      medianLettersPerSecond: rates.length < fewestRates ? null : medianSpeechRate(rates),
      buy: (question) => {
        const { model: asked, take } = question;
        pulse.report({ phase: 'waiting for the provider', model: asked, take });
        const request = { source, format, language, prompt, paidFor: transcriptionId, ...question };
        return buyTake(deps, request, pulse.signal);
      },
    });
    const transcript = toChunkTranscript(chunk, best);
    await markChunkDone(
      em,
      { transcriptionId, index },
      {
        transcript,
        speechRate: speechRate(transcript.text, totalSeconds(chunk.speech)),
        madeOf: best.takes.map((take) => take.address),
      },
    );
    if (tellsLanguage) {
      const { language: told } = transcript;
      await em.nativeUpdate(Transcription, { id: transcriptionId }, { language: told });
    }
  }

  async function readChunk(planKey: string, index: number): Promise<PlannedChunk> {
    const plan = chunkPlanSchema.parse(JSON.parse(await deps.storage.getText(planKey)));
    const chunk = plan.chunks[index];
    if (!chunk) throw new LectorFailure('record_missing', `The plan has no chunk ${index}.`);
    return chunk;
  }
}
