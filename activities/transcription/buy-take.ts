import { rm } from 'node:fs/promises';
import {
  findPaidResult,
  keepPaidResult,
} from '../../db/repositories/transcription/paid-results.ts';
import { findSpeechJob, noteSpeechJob } from '../../db/repositories/transcription/speech-jobs.ts';
import type { AudioFormat } from '../../domain/audio-format.ts';
import { speechCostMicros } from '../../domain/pricing/ai-prices.ts';
import type { TimeSpan } from '../../domain/transcription/analysis/audio-analysis.ts';
import type { Deps } from '../../platform/deps.ts';
import { chunkEncoder, cutChunk } from '../../platform/media/cut-chunk.ts';
import type { HeldSource } from '../../platform/media/source-cache.ts';
import type { JobNote, SpeechResult } from '../../platform/speech/provider.ts';
import { contentAddress } from '../content-address.ts';

export type TakeDeps = Pick<Deps, 'orm' | 'sources' | 'speech'>;

export interface TakeRequest {
  source: HeldSource;
  format: AudioFormat;
  span: TimeSpan;
  model: string;
  language: string | null;
  prompt: string;
  /** 0, and one more each time that the same stretch is sent again because the answer was not good. */
  take: number;
  /** The transcription that pays. */
  paidFor: string;
}

export interface Take {
  address: string;
  model: string;
  result: SpeechResult;
}

/** One provider call for one stretch of audio, or the answer that was paid for earlier. Kept before it is returned. */
export async function buyTake(
  deps: TakeDeps,
  request: TakeRequest,
  signal: AbortSignal,
): Promise<Take> {
  const { source, span, model, language, prompt, take } = request;
  const address = contentAddress(
    ...['transcription', deps.speech.name, source.sha256],
    ...[span.startSeconds.toFixed(3), span.endSeconds.toFixed(3)],
    ...[chunkEncoder, model, language, prompt, take],
  );
  const known = await findPaidResult(deps.orm.em.fork(), address);
  if (known) return { address, model: known.model, result: known.result as SpeechResult };
  const jobNote = jobNoteOf(deps, address);
  const result = await send(deps, request, { address, jobNote }, signal);
  const answeredBy = result.model ?? model;
  await keepPaidResult(deps.orm.em.fork(), {
    contentAddress: address,
    kind: 'transcription',
    model: answeredBy,
    result,
    usage: result.usage,
    costMicros: speechCostMicros(answeredBy, result.usage, span.endSeconds - span.startSeconds),
    paidFor: request.paidFor,
  });
  await jobNote.forget();
  return { address, model: answeredBy, result };
}

/** `forget` costs nothing where nothing was noted, as with providers that answer at once. */
function jobNoteOf({ orm }: TakeDeps, address: string): JobNote & { forget(): Promise<void> } {
  let isNoted = false;

  async function read(): Promise<unknown> {
    const note = await findSpeechJob(orm.em.fork(), address);
    isNoted = note !== null;
    return note;
  }

  async function write(note: unknown): Promise<void> {
    isNoted = note !== null;
    await noteSpeechJob(orm.em.fork(), address, note);
  }

  return { read, write, forget: async () => (isNoted ? write(null) : undefined) };
}

async function send(
  deps: TakeDeps,
  { source, format, span, model, language, prompt }: TakeRequest,
  { address, jobNote }: { address: string; jobNote: JobNote },
  signal: AbortSignal,
): Promise<SpeechResult> {
  const outputPath = await deps.sources.scratchFile(`${address}.mp3`);
  try {
    await cutChunk({ path: source.path, format, ...span, outputPath }, signal);
    const durationSeconds = span.endSeconds - span.startSeconds;
    const request = { path: outputPath, model, durationSeconds, language, prompt, jobNote };
    return await deps.speech.transcribe(request, signal);
  } finally {
    await rm(outputPath, { force: true });
  }
}
