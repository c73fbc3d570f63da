import { SpeechJob } from '../../entities/speech-job.ts';
import type { Em } from '../../orm.config.ts';

/** @returns what is noted of the job that answers this question, or null */
export async function findSpeechJob(em: Em, contentAddress: string): Promise<unknown> {
  const job = await em.findOne(SpeechJob, { contentAddress });
  return job?.note ?? null;
}

/** Notes a job in the place of the one before; null forgets it. */
export async function noteSpeechJob(em: Em, contentAddress: string, note: unknown): Promise<void> {
  if (note === null) await em.nativeDelete(SpeechJob, { contentAddress });
  else await em.upsert(SpeechJob, { contentAddress, note });
}
