import type { Em } from '../../orm.config.ts';

/** Audio of transcripts that came to an end, uploaded before then, oldest first. */
export function findOldAudio(em: Em, before: Date, limit: number) {
  return em
    .getKysely()
    .selectFrom('transcripts')
    .select(['id', 'source_key'])
    .where('audio_removed_at', 'is', null)
    .where('created_at', '<', before)
    .where('status', 'in', ['completed', 'error'])
    .orderBy('created_at')
    .limit(limit)
    .execute();
}

export async function markAudioRemoved(em: Em, id: string): Promise<void> {
  await em
    .getKysely()
    .updateTable('transcripts')
    .set({ audio_removed_at: new Date() })
    .where('id', '=', id)
    .execute();
}

/** Which of these ids are transcripts', or those of uploads that are to become some. */
export async function findKnownTranscripts(em: Em, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await em
    .getKysely()
    .selectFrom('transcripts')
    .select('id')
    .where('id', 'in', ids)
    .union(em.getKysely().selectFrom('transcript_uploads').select('id').where('id', 'in', ids))
    .execute();
  return new Set(rows.map((row) => row.id));
}
