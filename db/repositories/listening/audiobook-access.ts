import { sql, type RawBuilder } from 'kysely';
import { accessOf, type Viewer } from '../../../domain/listening/access.ts';
import type { Em } from '../../orm.config.ts';
import { onShelf } from '../catalogue/catalogue-filter.ts';

/** An audiobook as far as listening to it goes. */
export interface ListenedAudiobook {
  id: string;
  access: 'listen' | 'see';
  /** null where there is no recording yet. */
  durationSeconds: number | null;
  /** What this user listens at where they have not chosen a speed for the audiobook. */
  usualSpeed: number;
  /** Object key of the transcript without the extension; null where there is none. */
  transcriptPrefix: string | null;
}

/** Those of these audiobooks that the viewer may know of, by id. */
export async function findAccess(
  em: Em,
  viewer: Viewer,
  ids: readonly string[],
): Promise<Map<string, ListenedAudiobook>> {
  const { rows } = await sql<AccessRow>`
    select ${accessColumns} from audiobooks a join users u on u.id = ${viewer.id}
      left join transcriptions t on t.id = a.transcription_id
    where a.id = any(${ids}::uuid[])`.execute(em.getKysely());
  return new Map(rows.flatMap((row) => toAudiobook(viewer, row) ?? []).map((one) => [one.id, one]));
}

/**
 * Of an audiobook `a`, its transcription `t` and the viewer `u`: what `toAudiobook` needs. Spelt with `limit`, the
 * entitlement is looked up for each; with `exists`, the planner may hash those of all users first.
 */
export const accessColumns = sql`a.id, a.owner_id, a.visibility = 'private' as is_private,
  (${onShelf}) as is_on_shelf, coalesce((select true from ${entitlementOf(sql`u.id`)} limit 1), false) as is_held,
  a.duration_seconds, t.result_prefix, u.playback_speed as usual_speed`;

export interface AccessRow {
  id: string;
  owner_id: string;
  is_private: boolean;
  is_on_shelf: boolean;
  is_held: boolean;
  duration_seconds: number | null;
  result_prefix: string | null;
  usual_speed: number;
}

/** @returns null where the viewer may not know of it */
export function toAudiobook(viewer: Viewer, row: AccessRow): ListenedAudiobook | null {
  const access = accessOf(viewer, {
    isOnShelf: row.is_on_shelf,
    isPrivate: row.is_private,
    ownerId: row.owner_id,
    isHeld: row.is_held,
  });
  if (access === 'none') return null;
  return {
    id: row.id,
    access,
    durationSeconds: row.duration_seconds,
    usualSpeed: row.usual_speed,
    transcriptPrefix: row.result_prefix,
  };
}

/** The condition on an audiobook `a` that `viewer` may know of it: the SQL of `accessOf`, for lists. */
export function isVisibleTo(viewer: Viewer): RawBuilder<boolean> {
  if (viewer.role === 'admin') return sql`true`;
  return sql`((${onShelf}) or (a.visibility = 'private' and a.owner_id = ${viewer.id}) or ${isHeldBy(viewer)})`;
}

/** The condition on an audiobook `a` that `viewer` may listen to all of it. */
export function isListenableBy(viewer: Viewer): RawBuilder<boolean> {
  if (viewer.role === 'admin') return sql`true`;
  return sql`((a.visibility = 'private' and a.owner_id = ${viewer.id}) or ${isHeldBy(viewer)})`;
}

function isHeldBy(viewer: Viewer): RawBuilder<boolean> {
  return sql`exists (select 1 from ${entitlementOf(viewer.id)})`;
}

function entitlementOf(userId: string | RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`entitlements e where e.user_id = ${userId} and e.audiobook_id = a.id
    and e.granted_at is not null and e.revoked_at is null`;
}
