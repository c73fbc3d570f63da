import type { AudioFormat } from '../domain/audio-format.ts';
import { LectorFailure } from '../domain/failure.ts';
import { probeAudio, type AudioProbe } from '../platform/media/probe-audio.ts';
import { sniffFile } from '../platform/media/sniff-file.ts';
import type { HeldSource } from '../platform/media/source-cache.ts';

/**
 * Sees by a recording's own bytes what it is, and that it is within the limits.
 *
 * @throws LectorFailure `audio_unreadable` or `audio_rejected`
 */
export async function probeSource(
  { path }: HeldSource,
  signal: AbortSignal,
): Promise<{ format: AudioFormat; probe: AudioProbe }> {
  const format = await sniffFile(path);
  if (!format) {
    throw new LectorFailure('audio_unreadable', 'The file is no audio that Lector knows.');
  }
  return { format, probe: await probeAudio(path, format, signal) };
}
