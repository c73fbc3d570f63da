import { sql, type RawBuilder } from 'kysely';
import type { Em } from '../../orm.config.ts';

/** The transcriptions of all audiobooks that somebody has bought or uploaded: a subquery of their ids. */
export function readableTranscriptions(userId: string): RawBuilder<unknown> {
  return sql`
    select a.transcription_id from audiobooks a where a.owner_id = ${userId} and a.visibility = 'private'
    union all
    select a.transcription_id from entitlements e join audiobooks a on a.id = e.audiobook_id
    where e.user_id = ${userId} and e.granted_at is not null and e.revoked_at is null`;
}

/** Of which audiobooks these transcriptions are, by the transcription's id. */
export async function findTranscribed(
  em: Em,
  transcriptionIds: readonly string[],
): Promise<Map<string, { id: string; title: string }>> {
  if (transcriptionIds.length === 0) return new Map();
  const rows = await em
    .getKysely()
    .selectFrom('audiobooks')
    .select(['id', 'title', 'transcription_id'])
    .where('transcription_id', 'in', [...new Set(transcriptionIds)])
    .execute();
  return new Map(rows.map(({ id, title, transcription_id: key }) => [key ?? '', { id, title }]));
}
