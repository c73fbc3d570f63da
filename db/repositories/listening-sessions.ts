import { sql } from 'kysely';
import {
  sessionGapMs,
  type ExtendedSessions,
  type ListeningPoint,
  type Stretch,
} from '../../domain/listening/extend-sessions.ts';
import { newId } from '../new-id.ts';
import type { Em } from '../orm.config.ts';
import type { Tx } from '../transaction.ts';

interface Listener {
  userId: string;
  audiobookId: string;
}

/** The sessions that any of these points may belong to, or come between. */
export async function findSessionsAround(
  em: Em,
  { userId, audiobookId }: Listener,
  points: readonly ListeningPoint[],
): Promise<Stretch[]> {
  const times = points.map((point) => point.at);
  const from = new Date(Math.min(...times) - sessionGapMs);
  const to = new Date(Math.max(...times) + sessionGapMs);
  const { rows } = await sql<SessionRow>`
    select id, started_at, ended_at, start_position_seconds, end_position_seconds, listened_seconds
    from listening_sessions
    where user_id = ${userId} and audiobook_id = ${audiobookId}
      and ended_at >= ${from} and started_at <= ${to}`.execute(em.getKysely());
  return rows.map((row) => ({
    id: row.id,
    startedAt: row.started_at.getTime(),
    endedAt: row.ended_at.getTime(),
    startPositionSeconds: row.start_position_seconds,
    endPositionSeconds: row.end_position_seconds,
    listenedSeconds: row.listened_seconds,
  }));
}

/** In one statement. A day has no more seconds than a day, however many devices there are. */
export async function saveSessions(
  tx: Tx,
  { userId, audiobookId }: Listener,
  { changed, listenedByDay }: ExtendedSessions,
): Promise<void> {
  if (changed.length === 0) return;
  // Days in order, so that two writes of one user never wait for each other's.
  const days = [...listenedByDay].sort(([one], [other]) => (one < other ? -1 : 1));
  const column = <Value>(of: (session: Stretch) => Value) => changed.map(of);
  await sql`
    with saved as (
      insert into listening_sessions (id, user_id, audiobook_id, started_at, ended_at,
        start_position_seconds, end_position_seconds, listened_seconds)
      select id, ${userId}, ${audiobookId}, started_at, ended_at, start_position, end_position, listened
      from unnest(${column((session) => session.id ?? newId())}::uuid[],
        ${column((session) => new Date(session.startedAt))}::timestamptz[],
        ${column((session) => new Date(session.endedAt))}::timestamptz[],
        ${column((session) => session.startPositionSeconds)}::float8[],
        ${column((session) => session.endPositionSeconds)}::float8[],
        ${column((session) => session.listenedSeconds)}::float8[])
        as s (id, started_at, ended_at, start_position, end_position, listened)
      on conflict (id) do update set
        started_at = excluded.started_at,
        ended_at = excluded.ended_at,
        start_position_seconds = excluded.start_position_seconds,
        end_position_seconds = excluded.end_position_seconds,
        listened_seconds = excluded.listened_seconds
    )
    insert into listening_days as d (user_id, day, listened_seconds)
    select ${userId}, day, least(listened, 86400)
    from unnest(${days.map(([day]) => day)}::date[], ${days.map(([, seconds]) => seconds)}::float8[])
      as l (day, listened)
    on conflict (user_id, day) do update
      set listened_seconds = least(d.listened_seconds + excluded.listened_seconds, 86400)`.execute(
    tx.getKysely(),
  );
}

interface SessionRow {
  id: string;
  started_at: Date;
  ended_at: Date;
  start_position_seconds: number;
  end_position_seconds: number;
  listened_seconds: number;
}
