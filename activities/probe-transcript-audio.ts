import { Transcription } from '../db/entities/transcription.ts';
import { findTranscriptOrFail } from '../db/repositories/transcribe/transcript-progress.ts';
import type { Deps } from '../platform/deps.ts';
import { startPulse } from './activity-progress.ts';
import { probeSource } from './probe-source.ts';

export interface ProbeTranscriptAudioResult {
  audioMinutes: number;
}

export function createProbeTranscriptAudio({ orm, sources }: Pick<Deps, 'orm' | 'sources'>) {
  /** Sees that the upload is audio within the limits, and how long it is. */
  return async function probeTranscriptAudio(input: {
    transcriptId: string;
  }): Promise<ProbeTranscriptAudioResult> {
    using pulse = startPulse({ phase: 'fetching the recording' });
    const em = orm.em.fork();
    const transcript = await findTranscriptOrFail(em, input.transcriptId);
    await using source = await sources.hold(transcript.sourceKey, pulse.signal);
    const { format, probe } = await probeSource(source, pulse.signal);
    transcript.sourceFormat = format;
    transcript.audioSeconds = probe.durationSeconds;
    await em.flush();
    await em.nativeUpdate(
      Transcription,
      { id: transcript.transcription },
      { sourceFormat: format },
    );
    return { audioMinutes: Math.round(probe.durationSeconds / 60) };
  };
}
