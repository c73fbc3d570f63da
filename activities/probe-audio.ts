import { Audiobook } from '../db/entities/audiobook.ts';
import { Chapter } from '../db/entities/chapter.ts';
import { Transcription } from '../db/entities/transcription.ts';
import { linkByName } from '../db/repositories/catalogue/audiobook-links.ts';
import { findRecorded } from '../db/repositories/ingestion/recordings.ts';
import { transact, type Tx } from '../db/transaction.ts';
import type { AudioFormat } from '../domain/audio-format.ts';
import { readContainerMetadata } from '../domain/container-metadata.ts';
import { tidyChapters } from '../domain/chapter-list.ts';
import { imageFormats, sniffImageFormat } from '../domain/image-format.ts';
import { storageKeys } from '../domain/storage-keys.ts';
import type { Deps } from '../platform/deps.ts';
import { extractCover } from '../platform/media/extract-cover.ts';
import type { AudioProbe } from '../platform/media/probe-audio.ts';
import type { HeldSource } from '../platform/media/source-cache.ts';
import { MediaToolError } from '../platform/media/run-tool.ts';
import { startPulse } from './activity-progress.ts';
import { probeSource } from './probe-source.ts';

export interface ProbeAudioResult {
  transcriptionId: string;
  audioMinutes: number;
  chapters: number;
}

const maxCoverBytes = 10 * 2 ** 20;

export function createProbeAudio(deps: Pick<Deps, 'orm' | 'storage' | 'sources' | 'log'>) {
  /** Reads duration, codec, tags, chapters and cover out of the recording, for what the uploader left open. */
  return async function probeAudio(input: { audiobookId: string }): Promise<ProbeAudioResult> {
    using pulse = startPulse({ phase: 'fetching the recording' });
    const found = await findRecorded(deps.orm.em.fork(), input.audiobookId);
    const { audiobook, recording } = found;
    await using source = await deps.sources.hold(recording.sourceKey, pulse.signal);
    const { format, probe } = await probeSource(source, pulse.signal);
    const coverKey =
      audiobook.coverKey ??
      (await storeCover(audiobook.id, { source, format, probe }, pulse.signal));
    const chapters = tidyChapters(probe.chapters, probe.durationSeconds);
    await transact(deps.orm.em.fork(), async (tx) => {
      const row = await tx.findOneOrFail(Audiobook, { id: audiobook.id });
      row.durationSeconds = probe.durationSeconds;
      row.codec = probe.codec;
      row.sourceFormat = format;
      await tx.nativeUpdate(
        Transcription,
        { id: recording.transcriptionId },
        { sourceFormat: format },
      );
      row.sourceSha256 = source.sha256;
      // Somebody may have put one up meanwhile.
      row.coverKey ??= coverKey;
      await fillIn(tx, row, probe);
      await tx.nativeDelete(Chapter, { audiobook: row.id });
      for (const [index, chapter] of chapters.entries()) {
        tx.persist(tx.create(Chapter, { audiobook: row.id, number: index + 1, ...chapter }));
      }
    });
    return {
      transcriptionId: recording.transcriptionId,
      audioMinutes: Math.round(probe.durationSeconds / 60),
      chapters: chapters.length,
    };
  };

  /** A cover that cannot be had is no reason to turn an audiobook down. */
  async function storeCover(
    audiobookId: string,
    { source, format, probe }: { source: HeldSource; format: AudioFormat; probe: AudioProbe },
    signal: AbortSignal,
  ): Promise<string | null> {
    if (!probe.hasCover) return null;
    try {
      const picture = await extractCover(source.path, format, maxCoverBytes, signal);
      const imageFormat = sniffImageFormat(picture);
      if (!imageFormat) return null;
      const key = storageKeys.audiobookCover(audiobookId, imageFormat);
      await deps.storage.put(key, picture, imageFormats[imageFormat].contentType);
      return key;
    } catch (error) {
      if (!(error instanceof MediaToolError)) throw error;
      deps.log.warn({ err: error, audiobookId }, 'cover not extracted');
      return null;
    }
  }
}

/** The uploader's word comes first; the recording's own tags fill the gaps. */
async function fillIn(tx: Tx, audiobook: Audiobook, probe: AudioProbe): Promise<void> {
  const found = readContainerMetadata(probe.tags);
  if (audiobook.description === '' && found.description) audiobook.description = found.description;
  const linked = async (table: 'audiobook_authors' | 'audiobook_narrators' | 'audiobook_genres') =>
    (await tx
      .getKysely()
      .selectFrom(table)
      .select('position')
      .where('audiobook_id', '=', audiobook.id)
      .executeTakeFirst()) !== undefined;
  await linkByName(tx, audiobook.id, {
    ...((await linked('audiobook_authors')) ? {} : { authors: found.authors }),
    ...((await linked('audiobook_narrators')) ? {} : { narrators: found.narrators }),
    ...((await linked('audiobook_genres')) ? {} : { genres: found.genres }),
  });
}
