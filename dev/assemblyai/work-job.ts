import { setTimeout as sleep } from 'node:timers/promises';
import { type CallFacts, noFacts } from '../ai/call.ts';
import { detectLanguage } from '../ai/chat/detect-language.ts';
import type { Fault } from '../ai/faults/fault-rules.ts';
import { joinWords } from '../ai/transcription/find-segments.ts';
import { type HeardAudio, hearAudioFile } from '../tone/hear-audio-file.ts';
import { FfmpegError } from '../tone/run-ffmpeg.ts';
import type { HeardTranscript, Job } from './job.ts';
import { modelFor } from './read-order.ts';
import type { AssemblyAiStandIn, Upload } from './stand-in.ts';

const minSeconds = 0.16;
const maxSeconds = 10 * 3600;

/** The path by which fault rules mean the work on a job, rather than one of the calls about it. */
export const jobPath = '/job';

/** A job that cannot be done; the words are AssemblyAI's. */
class JobError extends Error {}

/** Hears an ordered transcript's audio. A job that ends well is paid for, whether or not anybody asks for it. */
export async function workJob(standIn: Omit<AssemblyAiStandIn, 'jobs'>, job: Job): Promise<void> {
  const started = performance.now();
  const upload = standIn.uploads.get(job.order.audio_url);
  const facts: CallFacts = {
    ...noFacts,
    model: job.order.speech_models[0] ?? null,
    audioSha256: upload?.sha256 ?? null,
    audioBytes: upload?.sizeBytes ?? null,
  };
  let hearing: Promise<HeardAudio> | undefined;
  const hear = () => (hearing ??= hearUpload(job, upload, standIn.closing));
  const text = async () => joinWords((await hear()).words);
  const fault = await standIn.faults.choose(jobPath, { facts, text });
  try {
    const audio = await hear();
    facts.audioSeconds = audio.durationSeconds;
    facts.words = audio.words.length;
    facts.damagedWords = audio.words.filter(({ damaged }) => damaged).length;
    // The latency counts as it stands meanwhile, so that jobs under way can be held, and let go.
    const left = () => secondsFor(standIn, audio, fault) - (performance.now() - started) / 1000;
    while (left() > 0 && !standIn.closing.aborted) {
      await wait(Math.min(left(), longestWaitSeconds), standIn);
    }
    if (fault?.kind === 'job_error') throw new JobError(fault.message);
    job.heard = transcribe(job, audio, fault);
    facts.model = job.heard.model;
    job.status = 'completed';
  } catch (error) {
    job.error =
      error instanceof JobError ? error.message : `Internal server error: ${String(error)}`;
    job.status = 'error';
  }
  standIn.ledger.append({
    id: job.id,
    time: new Date().toISOString(),
    method: 'JOB',
    path: jobPath,
    model: facts.model,
    status: null,
    paid: job.status === 'completed',
    audio_sha256: facts.audioSha256,
    audio_bytes: facts.audioBytes,
    audio_seconds: facts.audioSeconds,
    words: facts.words,
    damaged_words: facts.damagedWords,
    prompt_tokens: null,
    completion_tokens: null,
    fault: fault?.kind ?? null,
    duration_ms: Math.round(performance.now() - started),
    client_connected: false,
  });
}

async function hearUpload(
  job: Job,
  upload: Upload | undefined,
  signal: AbortSignal,
): Promise<HeardAudio> {
  const { audio_url: url } = job.order;
  if (!upload) {
    throw new JobError(
      `Download error, unable to download ${url}. Please make sure the file exists and is accessible from the internet.`,
    );
  }
  if (upload.apiKey !== job.apiKey) throw new JobError('Cannot access uploaded file');
  try {
    const heard = await hearAudioFile(upload.path, signal);
    if (heard.durationSeconds < minSeconds) throw new JobError('Audio duration is too short.');
    if (heard.durationSeconds > maxSeconds) throw new JobError('Audio duration is too long.');
    return heard;
  } catch (error) {
    if (!(error instanceof FfmpegError)) throw error;
    throw new JobError(
      'File does not appear to contain audio. File type is application/octet-stream.',
    );
  }
}

function secondsFor(
  { latency }: Pick<AssemblyAiStandIn, 'latency'>,
  audio: HeardAudio,
  fault: Fault | null,
) {
  const held = fault?.kind === 'hang' || fault?.kind === 'delay' ? fault.seconds : 0;
  return latency.fixed_seconds + latency.per_audio_second * audio.durationSeconds + held;
}

const longestWaitSeconds = 0.1;

async function wait(seconds: number, { closing }: Pick<AssemblyAiStandIn, 'closing'>) {
  await sleep(seconds * 1000, undefined, { signal: closing }).catch(() => undefined);
}

function transcribe({ order }: Job, audio: HeardAudio, fault: Fault | null): HeardTranscript {
  const all = joinWords(audio.words);
  if (audio.words.length === 0 && order.language_detection) {
    throw new JobError('language_detection cannot be performed on files with no spoken audio.');
  }
  // AssemblyAI tells American English where it finds English.
  const language = order.language_code ?? detectLanguage(all).replace(/^en$/, 'en_us');
  const model = modelFor(order, language);
  if (model === null) {
    throw new JobError(
      `The following models are not available in this language: ${order.speech_models.join(', ')}`,
    );
  }
  const kept = fault?.kind === 'empty_text' ? 0 : fault?.kind === 'truncate_text' ? fault.keep : 1;
  const words = audio.words.slice(0, Math.floor(audio.words.length * kept));
  return { words, durationSeconds: audio.durationSeconds, language, model };
}
