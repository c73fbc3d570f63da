import { Transcription } from '../db/entities/transcription.ts';
import { findExtraction } from '../db/repositories/tasks/task-extractions.ts';
import { LectorFailure } from '../domain/failure.ts';
import type { Deps } from '../platform/deps.ts';
import { probeAudio } from '../platform/media/probe-audio.ts';
import { sniffFile } from '../platform/media/sniff-file.ts';
import { startPulse } from './activity-progress.ts';

export function createProbeTaskAudio({ orm, sources }: Pick<Deps, 'orm' | 'sources'>) {
  /** Sees that the recording is audio within the limits, and how long it is. */
  return async function probeTaskAudio(input: {
    taskId: string;
  }): Promise<{ audioMinutes: number }> {
    using pulse = startPulse({ phase: 'fetching the recording' });
    const em = orm.em.fork();
    const extraction = await findExtraction(em, input.taskId);
    await using source = await sources.hold(extraction.sourceKey, pulse.signal);
    const format = await sniffFile(source.path);
    if (!format) {
      throw new LectorFailure('audio_unreadable', 'The file is no audio that Lector knows.');
    }
    const { durationSeconds } = await probeAudio(source.path, format, pulse.signal);
    extraction.durationSeconds = durationSeconds;
    await em.flush();
    await em.nativeUpdate(Transcription, { id: input.taskId }, { sourceFormat: format });
    return { audioMinutes: Math.round(durationSeconds / 60) };
  };
}
