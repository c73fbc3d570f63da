import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { LectorFailure } from '../../domain/failure.ts';
import { type Job, readJob, speechless, toSpeechResult } from './assemblyai/answer.ts';
import { type AssemblyAiOptions, createAssemblyAiClient } from './assemblyai/client.ts';
import { failedJob, isSpeechless } from './assemblyai/failure.ts';
import { toAssemblyAiLanguage } from './assemblyai/languages.ts';
import type { SpeechProvider, SpeechRequest, SpeechResult } from './provider.ts';

interface AssemblyAiSpeechOptions extends AssemblyAiOptions {
  firstPollMs?: number;
  longestPollMs?: number;
  /** A job that has been processed for so long is given up. Waiting in AssemblyAI's queue does not count. */
  stuckAfterMs?: number;
}

/** The upload is noted before the job is ordered: by it, the job is found again when the answer was lost. */
const noteSchema = z.object({ uploadUrl: z.string(), jobId: z.string().nullable() });

/** Takes over languages that the model asked for does not know. */
const widestModel = 'universal-2';

/**
 * Speech to text by AssemblyAI's jobs: upload, order, poll. Which job is under way is noted at once, so that however
 * a try ends, the next one waits for the same job.
 *
 * Source: https://www.assemblyai.com/docs/api-reference
 */
export function createAssemblyAiSpeech(options: AssemblyAiSpeechOptions): SpeechProvider {
  const { firstPollMs = 500, longestPollMs = 5000, stuckAfterMs = 45 * 60_000 } = options;
  const client = createAssemblyAiClient(options);

  async function transcribe(request: SpeechRequest, signal: AbortSignal): Promise<SpeechResult> {
    const known = await findJob(request, signal);
    const job = await settle(known ?? (await orderJob(request, signal)), request, signal);
    if (job.status === 'completed') return toSpeechResult(job, request, modelsFor(request.model));
    // What has failed is not paid for and never gets better: the next try orders anew.
    await request.jobNote.write(null);
    const message = job.error ?? 'no reason given';
    if (isSpeechless(message)) return speechless;
    throw failedJob(job.id, message);
  }

  async function findJob({ jobNote }: SpeechRequest, signal: AbortSignal): Promise<Job | null> {
    const note = noteSchema.safeParse(await jobNote.read());
    if (!note.success) return null;
    const { uploadUrl } = note.data;
    const jobId = note.data.jobId ?? (await findIdByUpload(uploadUrl, signal));
    if (jobId === null) return null;
    if (note.data.jobId === null) await jobNote.write({ uploadUrl, jobId });
    try {
      return readJob(await client.get(jobId, signal));
    } catch (error) {
      // Deleted there, or of another account: it is not to be had any more.
      if (error instanceof LectorFailure && error.code === 'ai_rejected_input') return null;
      throw error;
    }
  }

  async function findIdByUpload(uploadUrl: string, signal: AbortSignal): Promise<string | null> {
    const latest = await client.list(signal);
    return latest.find(({ audio_url: url }) => url === uploadUrl)?.id ?? null;
  }

  async function orderJob(request: SpeechRequest, signal: AbortSignal): Promise<Job> {
    const uploadUrl = await client.upload(request.path, signal);
    await request.jobNote.write({ uploadUrl, jobId: null });
    const job = readJob(await client.submit(orderFor(request, uploadUrl), signal));
    await request.jobNote.write({ uploadUrl, jobId: job.id });
    return job;
  }

  async function settle(first: Job, request: SpeechRequest, signal: AbortSignal): Promise<Job> {
    let job = first;
    let pollMs = firstPollMs;
    let stuckAtMs = Date.now() + stuckAfterMs;
    while (job.status === 'queued' || job.status === 'processing') {
      if (Date.now() > stuckAtMs) {
        await request.jobNote.write(null);
        throw new LectorFailure('ai_unavailable', `Transcript ${job.id} does not come to an end.`);
      }
      await pause(pollMs, signal);
      pollMs = Math.min(pollMs * 1.5, longestPollMs);
      job = readJob(await client.get(job.id, signal));
      if (job.status === 'queued') stuckAtMs = Date.now() + stuckAfterMs;
    }
    return job;
  }

  return { name: 'assemblyai', transcribe };
}

/** @throws what the signal was aborted with, rather than an AbortError that says nothing of it */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}

function orderFor({ model, language, prompt }: SpeechRequest, uploadUrl: string) {
  const code = language === null ? null : toAssemblyAiLanguage(language);
  return {
    audio_url: uploadUrl,
    speech_models: modelsFor(model),
    ...(code === null ? { language_detection: true } : { language_code: code }),
    // Context for Universal-3 and later; the models before take lists of terms, or nothing.
    ...(prompt !== '' && model.startsWith('universal-3') ? { prompt } : {}),
  };
}

/** In the order in which AssemblyAI is to try them. */
function modelsFor(model: string): string[] {
  return model === widestModel ? [model] : [model, widestModel];
}
