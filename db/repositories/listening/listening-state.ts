import { sql, type RawBuilder } from 'kysely';
import type { Viewer } from '../../../domain/listening/access.ts';
import { sessionGapMs, type Stretch } from '../../../domain/listening/extend-sessions.ts';
import type { ProgressState } from '../../../domain/listening/merge-writes.ts';
import type { Listening, TakenWrites } from '../../../domain/listening/take-writes.ts';
import { newId } from '../../new-id.ts';
import type { Em } from '../../orm.config.ts';
import type { Tx } from '../../transaction.ts';
import {
  accessColumns,
  accessTables,
  toAudiobook,
  type AccessRow,
  type ListenedAudiobook,
} from './audiobook-access.ts';

/** Keeps others from writing to an audiobook that this user has begun, until the transaction ends. */
export async function lockListening(tx: Tx, userId: string, audiobookId: string): Promise<void> {
  await sql`select 1 from listening_progress
    where user_id = ${userId} and audiobook_id = ${audiobookId} for update`.execute(tx.getKysely());
}

/** Device clocks, milliseconds since 1970. */
export interface ClockSpan {
  from: number;
  to: number;
}

export interface StoredListening extends Listening {
  /** null where the viewer may not know of it. */
  audiobook: ListenedAudiobook | null;
  /** null where the user has not begun. */
  version: number | null;
}

/** What is stored, as of one moment, with the sessions that writes within a span of time may belong to. */
export async function readListening(
  em: Em,
  viewer: Viewer,
  audiobookId: string,
  span: ClockSpan,
): Promise<StoredListening> {
  const { rows } = await sql<AccessRow & (StateRow | { version: null })>`
    select ${accessColumns(viewer)}, p.position_seconds, p.client_updated_at, p.playback_speed,
      p.playback_speed_clock, p.is_completed, p.completion_clock, p.completed_at, p.started_at, p.version,
      coalesce((
        select json_agg(json_build_object('id', s.id,
          'startedAt', (extract(epoch from s.started_at) * 1000)::bigint,
          'endedAt', (extract(epoch from s.ended_at) * 1000)::bigint,
          'startPositionSeconds', s.start_position_seconds, 'endPositionSeconds', s.end_position_seconds,
          'listenedSeconds', s.listened_seconds))
        from listening_sessions s
        where s.user_id = p.user_id and s.audiobook_id = p.audiobook_id
          and s.ended_at >= ${new Date(span.from - sessionGapMs)}
          and s.started_at <= ${new Date(span.to + sessionGapMs)}
      ), '[]') as sessions
    from ${accessTables(viewer)}
    left join listening_progress p on p.user_id = u.id and p.audiobook_id = a.id
    where a.id = ${audiobookId}`.execute(em.getKysely());
  const row = rows[0];
  const audiobook = row ? toAudiobook(viewer, row) : null;
  if (!row || row.version === null) {
    return { audiobook, state: null, startedAt: null, sessions: [], version: null };
  }
  const { version, sessions, started_at: startedAt } = row;
  return { audiobook, state: toState(row), startedAt: startedAt.getTime(), sessions, version };
}

interface StateRow {
  position_seconds: number;
  client_updated_at: Date;
  playback_speed: number | null;
  playback_speed_clock: Date | null;
  is_completed: boolean;
  completion_clock: Date | null;
  completed_at: Date | null;
  started_at: Date;
  version: number;
  sessions: Stretch[];
}

function toState(row: StateRow): ProgressState {
  const { playback_speed: speed, playback_speed_clock: speedClock } = row;
  const completionClock = row.completion_clock ?? row.completed_at;
  return {
    position: { value: row.position_seconds, at: row.client_updated_at.getTime() },
    playbackSpeed: speed !== null && speedClock ? { value: speed, at: speedClock.getTime() } : null,
    isCompleted: completionClock && { value: row.is_completed, at: completionClock.getTime() },
  };
}

/**
 * Stores it in one statement, all or nothing. A day has no more seconds than a day, however many devices there are.
 *
 * @param version that was read; null where there was nothing
 * @returns false where somebody has written since then
 */
export async function storeListening(
  em: Em,
  userId: string,
  audiobookId: string,
  { state, startedAt, history }: TakenWrites,
  version: number | null,
): Promise<boolean> {
  const { position, playbackSpeed, isCompleted } = state;
  const completedAt = isCompleted?.value === true ? isCompleted.at : undefined;
  const sessions = <Value>(of: (session: Stretch) => Value) => history.changed.map(of);
  // In order, so that two writes of one user never wait for each other's days.
  const days = [...history.listenedByDay].sort(([one], [other]) => (one < other ? -1 : 1));
  const { rows } = await sql<{ is_stored: boolean }>`
    with stored as (
      insert into listening_progress as p (user_id, audiobook_id, position_seconds, client_updated_at,
        playback_speed, playback_speed_clock, is_completed, completion_clock, completed_at, started_at)
      values (${userId}, ${audiobookId}, ${position.value}, ${date(position.at)},
        ${playbackSpeed?.value ?? null}, ${date(playbackSpeed?.at)},
        ${isCompleted?.value ?? false}, ${date(isCompleted?.at)}, ${date(completedAt)}, ${date(startedAt)})
      on conflict (user_id, audiobook_id) do update set
        position_seconds = excluded.position_seconds, client_updated_at = excluded.client_updated_at,
        playback_speed = excluded.playback_speed, playback_speed_clock = excluded.playback_speed_clock,
        is_completed = excluded.is_completed, completion_clock = excluded.completion_clock,
        completed_at = excluded.completed_at, started_at = excluded.started_at,
        version = p.version + 1, updated_at = now()
      where p.version = ${version}
      returning 1
    ), sessions as (
      insert into listening_sessions (id, user_id, audiobook_id, started_at, ended_at,
        start_position_seconds, end_position_seconds, listened_seconds)
      select id, ${userId}, ${audiobookId}, started_at, ended_at, start_position, end_position, listened
      from stored, unnest(${sessions(({ id }) => id ?? newId())}::uuid[],
        ${sessions((session) => date(session.startedAt))}::timestamptz[],
        ${sessions((session) => date(session.endedAt))}::timestamptz[],
        ${sessions((session) => session.startPositionSeconds)}::float8[],
        ${sessions((session) => session.endPositionSeconds)}::float8[],
        ${sessions((session) => session.listenedSeconds)}::float8[])
        as s (id, started_at, ended_at, start_position, end_position, listened)
      on conflict (id) do update set
        started_at = excluded.started_at, ended_at = excluded.ended_at,
        start_position_seconds = excluded.start_position_seconds,
        end_position_seconds = excluded.end_position_seconds,
        listened_seconds = excluded.listened_seconds
    ) ${days.length > 0 ? addToDays(userId, days) : sql``} ${version === null ? countPlay(audiobookId) : sql``}
    select exists (select 1 from stored) as is_stored`.execute(em.getKysely());
  return rows[0]?.is_stored ?? false;
}

/** Part of the statement only where there is something to add: what is not in it need not be planned. */
function addToDays(userId: string, days: [day: string, seconds: number][]): RawBuilder<unknown> {
  return sql`, days as (
      insert into listening_days as d (user_id, day, listened_seconds)
      select ${userId}, day, least(listened, 86400)
      from stored, unnest(${days.map(([day]) => day)}::date[],
        ${days.map(([, seconds]) => seconds)}::float8[]) as l (day, listened)
      on conflict (user_id, day) do update
        set listened_seconds = least(d.listened_seconds + excluded.listened_seconds, 86400)
    )`;
}

function countPlay(audiobookId: string): RawBuilder<unknown> {
  return sql`, plays as (
      update audiobooks set play_count = play_count + 1
      where id = ${audiobookId} and exists (select 1 from stored)
    )`;
}

function date(ms: number | undefined): Date | null {
  return ms === undefined ? null : new Date(ms);
}
