import { Context } from '@temporalio/activity';
import { Transcription, TranscriptionChunk } from '../db/entities/transcription.ts';
import {
  findSpeechRates,
  markChunkDone,
  markChunkFailed,
  markChunkRunning,
} from '../db/repositories/transcription/transcription-chunks.ts';
import { transact } from '../db/transaction.ts';
import type { FailureCode } from '../domain/errors.ts';
import { LectorFailure } from '../domain/failure.ts';
import { chunkPlanSchema, type PlannedChunk } from '../domain/transcription/planning/chunk-plan.ts';
import { totalSeconds } from '../domain/transcription/analysis/speech-spans.ts';
import { medianSpeechRate, speechRate } from '../domain/transcription/quality/speech-rate.ts';
import type { Deps } from '../platform/deps.ts';
import { startPulse, type Pulse } from './activity-progress.ts';
import { buyTake } from './transcription/buy-take.ts';
import { findBestTranscript } from './transcription/find-best-transcript.ts';

interface TranscribeChunkInput {
  transcriptionId: string;
  index: number;
  /** Of one chunk alone: what it tells is passed on to all the others. */
  tellsLanguage: boolean;
  /** The reader's pace, once all chunks have been held against it. */
  lettersPerSecond?: number | null;
}

/** Fewer chunks than these say little about a reader's pace while the rest is still out. */
const fewestRates = 3;

export function createTranscribeChunk(
  deps: Pick<Deps, 'orm' | 'storage' | 'sources' | 'speech' | 'config' | 'log'>,
) {
  /** Cuts one chunk out of the recording, has it transcribed, and keeps the result before it counts. */
  return async function transcribeChunk(input: TranscribeChunkInput): Promise<void> {
    using pulse = startPulse({ phase: 'fetching the recording' });
    const em = deps.orm.em.fork();
    // An earlier try may have got through without the server hearing of it.
    if (await isDone(input)) return;
    await markChunkRunning(em, input, Context.current().info.attempt);
    try {
      await transcribe(input, pulse);
    } catch (error) {
      // What went wrong first is what counts, not that it could not be noted.
      await markChunkFailed(em, input, failureCode(error)).catch((noted: unknown) =>
        deps.log.warn({ err: noted, ...input }, 'failed chunk not noted'),
      );
      throw error;
    }
  };

  async function isDone({ transcriptionId, index }: TranscribeChunkInput): Promise<boolean> {
    const key = { transcription: transcriptionId, index };
    const row = await deps.orm.em.fork().findOne(TranscriptionChunk, key);
    return row?.state === 'done';
  }

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
    const { transcript, madeOf } = await findBestTranscript({
      ...{ chunk, model, fallbackModel, prompt },
      lettersPerSecond: input.lettersPerSecond ?? (await paceSoFar(transcriptionId)),
      buy: (question) => {
        const { model: asked, take } = question;
        pulse.report({ phase: 'waiting for the provider', model: asked, take });
        const request = { source, format, language, prompt, paidFor: transcriptionId, ...question };
        return buyTake(deps, request, pulse.signal);
      },
    });
    // Together: the same question in another language would be another question, and be paid for.
    await transact(em, async (tx) => {
      await markChunkDone(
        tx,
        { transcriptionId, index },
        {
          transcript,
          speechRate: speechRate(transcript.text, totalSeconds(chunk.speech)),
          madeOf,
        },
      );
      if (!tellsLanguage) return;
      await tx.nativeUpdate(
        Transcription,
        { id: transcriptionId },
        { language: transcript.language },
      );
    });
  }

  async function paceSoFar(transcriptionId: string): Promise<number | null> {
    const rates = await findSpeechRates(deps.orm.em.fork(), transcriptionId);
    return rates.length < fewestRates ? null : medianSpeechRate(rates);
  }

  async function readChunk(planKey: string, index: number): Promise<PlannedChunk> {
    const plan = chunkPlanSchema.parse(JSON.parse(await deps.storage.getText(planKey)));
    const chunk = plan.chunks[index];
    if (!chunk) throw new LectorFailure('record_missing', `The plan has no chunk ${index}.`);
    return chunk;
  }
}

function failureCode(error: unknown): FailureCode {
  if (error instanceof LectorFailure) return error.code;
  const { cancellationSignal, cancellationDetails } = Context.current();
  if (!cancellationSignal.aborted) return 'internal_failure';
  return cancellationDetails?.workerShutdown ? 'worker_shutting_down' : 'cancelled';
}
