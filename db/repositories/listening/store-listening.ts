import { sql } from 'kysely';
import type { TakenWrites } from '../../../domain/listening/take-writes.ts';
import { newId } from '../../new-id.ts';
import type { Em } from '../../orm.config.ts';
import { prepared } from '../../prepared.ts';
import type { Tx } from '../../transaction.ts';
import type { ListeningKey } from './read-listening.ts';

export interface ListeningChange extends ListeningKey {
  taken: TakenWrites;
  /** That was read; null where there was nothing. */
  version: number | null;
}

/** Keeps others from writing to an audiobook that this user has begun, until the transaction ends. */
export async function lockListening(tx: Tx, { userId, audiobookId }: ListeningKey): Promise<void> {
  await sql`select 1 from listening_progress
    where user_id = ${userId} and audiobook_id = ${audiobookId} for update`.execute(tx.getKysely());
}

/**
 * Stores many in one statement, each as a whole or, where somebody has written since it was read, not at all. A day
 * has no more seconds than a day, however many devices there are.
 *
 * Every statement locks progress, then audiobooks that are begun, then days, each by their ids in order: two of them
 * never wait for each other in a ring.
 *
 * @param changes of different listeners or audiobooks
 * @param patienceMs to wait for a row that somebody else holds; null: for ever
 * @returns for each, in their order, whether it is stored
 * @throws Error when the patience has ended; nothing is stored then
 */
export async function storeListening(
  em: Em,
  changes: readonly ListeningChange[],
  patienceMs: number | null,
): Promise<boolean[]> {
  const { rows } = await sql<{ number: number }>`
    ${prepared} with patience as materialized (
      select set_config('lock_timeout', ${String(patienceMs ?? 0)}, true) as is_set
    ), given as (
      select g.* from patience, json_to_recordset(${JSON.stringify(changes.map(progressRow))}::json) as g (number int,
        user_id uuid, audiobook_id uuid, version int, position_seconds float8, client_updated_at timestamptz,
        playback_speed float8, playback_speed_clock timestamptz, is_completed boolean,
        completion_clock timestamptz, completed_at timestamptz, started_at timestamptz)
      where patience.is_set is not null
    ), stored as (
      insert into listening_progress as p (user_id, audiobook_id, position_seconds, client_updated_at,
        playback_speed, playback_speed_clock, is_completed, completion_clock, completed_at, started_at, version)
      select user_id, audiobook_id, position_seconds, client_updated_at, playback_speed, playback_speed_clock,
        is_completed, completion_clock, completed_at, started_at, coalesce(version, 0) + 1
      from given order by user_id, audiobook_id
      on conflict (user_id, audiobook_id) do update set
        position_seconds = excluded.position_seconds, client_updated_at = excluded.client_updated_at,
        playback_speed = excluded.playback_speed, playback_speed_clock = excluded.playback_speed_clock,
        is_completed = excluded.is_completed, completion_clock = excluded.completion_clock,
        completed_at = excluded.completed_at, started_at = excluded.started_at,
        version = excluded.version, updated_at = now()
      where p.version = excluded.version - 1
      returning user_id, audiobook_id
    ), done as (
      select number, user_id, audiobook_id, version is null as is_begun
      from given join stored using (user_id, audiobook_id)
    ), sessions as (
      insert into listening_sessions (id, user_id, audiobook_id, started_at, ended_at,
        start_position_seconds, end_position_seconds, listened_seconds)
      select id, user_id, audiobook_id, started_at, ended_at, start_position, end_position, listened
      from json_to_recordset(${JSON.stringify(changes.flatMap(sessionRows))}::json) as s (number int, id uuid,
          started_at timestamptz, ended_at timestamptz, start_position float8, end_position float8, listened float8)
        join done using (number)
      on conflict (id) do update set
        started_at = excluded.started_at, ended_at = excluded.ended_at,
        start_position_seconds = excluded.start_position_seconds,
        end_position_seconds = excluded.end_position_seconds,
        listened_seconds = excluded.listened_seconds
    ), days as (
      insert into listening_days as d (user_id, day, listened_seconds)
      select user_id, day, least(sum(listened), 86400)
      from json_to_recordset(${JSON.stringify(changes.flatMap(dayRows))}::json) as l
          (number int, day date, listened float8)
        join done using (number)
      group by user_id, day order by user_id, day
      on conflict (user_id, day) do update
        set listened_seconds = least(d.listened_seconds + excluded.listened_seconds, 86400)
    ), begun as (
      select audiobook_id, count(*) as plays from done where is_begun group by audiobook_id
    ), held as (
      select id from audiobooks where id in (select audiobook_id from begun) order by id for no key update
    ), plays as (
      update audiobooks a set play_count = a.play_count + begun.plays
      from held join begun on begun.audiobook_id = held.id where a.id = held.id
    )
    select number from done`.execute(em.getKysely());
  const stored = new Set(rows.map(({ number }) => number));
  return changes.map((_, number) => stored.has(number));
}

function progressRow({ userId, audiobookId, taken, version }: ListeningChange, number: number) {
  const { position, playbackSpeed, isCompleted } = taken.state;
  return {
    number,
    user_id: userId,
    audiobook_id: audiobookId,
    version,
    position_seconds: position.value,
    client_updated_at: new Date(position.at),
    playback_speed: playbackSpeed?.value,
    playback_speed_clock: playbackSpeed && new Date(playbackSpeed.at),
    is_completed: isCompleted?.value ?? false,
    completion_clock: isCompleted && new Date(isCompleted.at),
    completed_at: isCompleted?.value === true ? new Date(isCompleted.at) : null,
    started_at: new Date(taken.startedAt),
  };
}

function sessionRows({ taken }: ListeningChange, number: number) {
  return taken.history.changed.map((session) => ({
    number,
    id: session.id ?? newId(),
    started_at: new Date(session.startedAt),
    ended_at: new Date(session.endedAt),
    start_position: session.startPositionSeconds,
    end_position: session.endPositionSeconds,
    listened: session.listenedSeconds,
  }));
}

function dayRows({ taken }: ListeningChange, number: number) {
  return [...taken.history.listenedByDay].map(([day, listened]) => ({ number, day, listened }));
}
