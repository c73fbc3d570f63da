import { sql, type RawBuilder } from 'kysely';
import type { Em } from '../../orm.config.ts';

/** Whose a transcript is: a user's, or an anonymous caller's, known by the device. */
export type TranscriptOwner = { userId: string } | { deviceId: string };

/** An anonymous caller sees no more than their latest. */
const anonymousSees = 5;

const columns = [
  'id',
  'status',
  'text',
  'language',
  'source_key',
  'source_format',
  'file_name',
  'audio_seconds',
  'failure_code',
  'failure_detail',
  'audio_removed_at',
  'webhook_url',
  'created_at',
  'completed_at',
] as const;

/** What the caller sees, as plain rows. */
function selectOwn(em: Em, owner: TranscriptOwner) {
  const all = em.getKysely().selectFrom('transcripts');
  if ('userId' in owner) return all.where('user_id', '=', owner.userId);
  return all.where('id', 'in', (eb) =>
    eb
      .selectFrom('transcripts as own')
      .select('own.id')
      .where('own.device_id', '=', owner.deviceId)
      .orderBy('own.id', 'desc')
      .limit(anonymousSees),
  );
}

export type TranscriptRow = NonNullable<Awaited<ReturnType<typeof findTranscript>>>;

/** @returns null where there is none, or none that the caller may see */
export async function findTranscript(em: Em, owner: TranscriptOwner, id: string) {
  const row = await selectOwn(em, owner).select(columns).where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** Newest first. */
export async function listTranscripts(
  em: Em,
  owner: TranscriptOwner,
  page: { limit: number; offset: number },
): Promise<{ count: number; rows: TranscriptRow[] }> {
  const { count } = await selectOwn(em, owner)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const rows = await selectOwn(em, owner)
    .select(columns)
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { count, rows };
}

/** A subquery of the ids of what the caller sees. */
export function ownTranscriptIds(owner: TranscriptOwner): RawBuilder<unknown> {
  return 'userId' in owner
    ? sql`select id from transcripts where user_id = ${owner.userId}`
    : sql`select id from transcripts where device_id = ${owner.deviceId} order by id desc limit ${anonymousSees}`;
}
