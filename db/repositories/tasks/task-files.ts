import type { AudioFormat } from '../../../domain/audio-format.ts';
import type { Em } from '../../orm.config.ts';
import type { OwnTask } from './own-tasks.ts';

export interface TaskFiles {
  sourceKey: string;
  format: AudioFormat;
  /** Object key of the transcript without its extension; null until there is one. */
  transcriptPrefix: string | null;
}

/** Where a task's recording and its transcript lie; null for a task without. */
export async function findTaskFiles(em: Em, { id }: OwnTask): Promise<TaskFiles | null> {
  const row = await em
    .getKysely()
    .selectFrom('task_extractions as extraction')
    .innerJoin('transcriptions', 'transcriptions.id', 'extraction.task_id')
    .select(['extraction.source_key', 'extraction.source_format'])
    .select('transcriptions.result_prefix')
    .where('extraction.task_id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  return {
    sourceKey: row.source_key,
    format: row.source_format,
    transcriptPrefix: row.result_prefix,
  };
}
