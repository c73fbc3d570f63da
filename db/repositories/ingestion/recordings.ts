import type { AudioFormat } from '../../../domain/audio-format.ts';
import { LectorFailure } from '../../../domain/failure.ts';
import { Audiobook } from '../../entities/audiobook.ts';
import type { Em } from '../../orm.config.ts';

export interface Recording {
  sourceKey: string;
  sourceFormat: AudioFormat;
  transcriptionId: string;
}

/**
 * An audiobook that has a recording, with what is known of it.
 *
 * @throws LectorFailure `record_missing` when there is none
 */
export async function findRecorded(
  em: Em,
  audiobookId: string,
): Promise<{ audiobook: Audiobook; recording: Recording }> {
  const audiobook = await em.findOne(Audiobook, { id: audiobookId });
  const { sourceKey, sourceFormat, transcription } = audiobook ?? {};
  if (!audiobook || !sourceKey || !sourceFormat || !transcription) {
    throw new LectorFailure('record_missing', 'The audiobook was deleted, or has no recording.');
  }
  return { audiobook, recording: { sourceKey, sourceFormat, transcriptionId: transcription } };
}
