import { readFile, rm } from 'node:fs/promises';
import { Audiobook } from '../db/entities/audiobook.ts';
import { newId } from '../db/new-id.ts';
import { findRecorded } from '../db/repositories/ingestion/recordings.ts';
import { audioFormats } from '../domain/audio-format.ts';
import { sampleLengthSeconds } from '../domain/sample-length.ts';
import { storageKeys } from '../domain/storage-keys.ts';
import type { Deps } from '../platform/deps.ts';
import { cutSample } from '../platform/media/cut-sample.ts';
import { startPulse } from './activity-progress.ts';

export function createMakeSample({
  orm,
  storage,
  sources,
}: Pick<Deps, 'orm' | 'storage' | 'sources'>) {
  /** Cuts the free sample. Done again, it replaces what is there. */
  return async function makeSample({ audiobookId }: { audiobookId: string }): Promise<void> {
    using pulse = startPulse({ phase: 'fetching the recording' });
    const { audiobook, recording } = await findRecorded(orm.em.fork(), audiobookId);
    await using source = await sources.hold(recording.sourceKey, pulse.signal);
    pulse.report({ phase: 'encoding' });
    const outputPath = await sources.scratchFile(`sample-${newId()}.mp3`);
    const sampleKey = storageKeys.audiobookSample(audiobookId);
    try {
      const request = {
        path: source.path,
        format: recording.sourceFormat,
        lengthSeconds: sampleLengthSeconds(audiobook.durationSeconds ?? null),
        outputPath,
      };
      await cutSample(request, pulse.signal);
      pulse.report({ phase: 'writing' });
      await storage.put(sampleKey, await readFile(outputPath), audioFormats.mp3.contentType);
    } finally {
      await rm(outputPath, { force: true });
    }
    await orm.em.fork().nativeUpdate(Audiobook, { id: audiobookId }, { sampleKey });
  };
}
