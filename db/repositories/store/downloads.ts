import { audioFormats } from '../../../domain/audio-format.ts';
import { downloadFileName } from '../../../domain/file-names.ts';
import { transcriptFormats, type TranscriptFormat } from '../../../domain/storage-keys.ts';
import type { LinkKind } from '../../entities/download-link.ts';
import type { Em } from '../../orm.config.ts';

/** A file that an entitlement opens. */
export interface Download {
  audiobookId: string;
  kind: LinkKind;
  key: string;
  fileName: string;
  contentType: string;
}

/** The recording and its transcripts, of each of these audiobooks. */
export async function findDownloads(em: Em, audiobookIds: string[]): Promise<Download[]> {
  if (audiobookIds.length === 0) return [];
  const rows = await em
    .getKysely()
    .selectFrom('audiobooks')
    .innerJoin('transcriptions', 'transcriptions.id', 'audiobooks.transcription_id')
    .select([
      'audiobooks.id',
      'audiobooks.title',
      'audiobooks.source_key',
      'audiobooks.source_format',
      'transcriptions.result_prefix',
    ])
    .where('audiobooks.id', 'in', audiobookIds)
    .execute();
  return rows.flatMap((row) => {
    const { source_key: key, source_format: format } = row;
    if (key === null || format === null) return [];
    const { extension, contentType } = audioFormats[format];
    const audio: Download = {
      audiobookId: row.id,
      kind: 'audio',
      key,
      fileName: downloadFileName(row.title, extension),
      contentType,
    };
    const prefix = row.result_prefix;
    if (prefix === null) return [audio];
    const formats = Object.keys(transcriptFormats) as TranscriptFormat[];
    const transcripts = formats.map((kind): Download => ({
      audiobookId: row.id,
      kind,
      key: `${prefix}.${kind}`,
      fileName: downloadFileName(row.title, kind),
      contentType: transcriptFormats[kind],
    }));
    return [audio, ...transcripts];
  });
}
