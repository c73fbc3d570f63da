import { Transcription } from '../db/entities/transcription.ts';
import { findExtraction } from '../db/repositories/tasks/task-extractions.ts';
import type { Deps } from '../platform/deps.ts';
import { startPulse } from './activity-progress.ts';
import { probeSource } from './probe-source.ts';

export function createProbeTaskAudio({ orm, sources }: Pick<Deps, 'orm' | 'sources'>) {
  /** Sees that the recording is audio within the limits, and how long it is. */
  return async function probeTaskAudio(input: {
    taskId: string;
  }): Promise<{ audioMinutes: number }> {
    using pulse = startPulse({ phase: 'fetching the recording' });
    const em = orm.em.fork();
    const extraction = await findExtraction(em, input.taskId);
    await using source = await sources.hold(extraction.sourceKey, pulse.signal);
    const { format, probe } = await probeSource(source, pulse.signal);
    extraction.durationSeconds = probe.durationSeconds;
    await em.flush();
    await em.nativeUpdate(Transcription, { id: input.taskId }, { sourceFormat: format });
    return { audioMinutes: Math.round(probe.durationSeconds / 60) };
  };
}
