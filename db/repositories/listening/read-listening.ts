import { sql } from 'kysely';
import { sessionGapMs, type Stretch } from '../../../domain/listening/extend-sessions.ts';
import type { ProgressState } from '../../../domain/listening/merge-writes.ts';
import type { Listening } from '../../../domain/listening/take-writes.ts';
import type { Em } from '../../orm.config.ts';
import { prepared } from '../../prepared.ts';
import { accessColumns, type AccessRow } from './audiobook-access.ts';

/** Device clocks, milliseconds since 1970. */
export interface ClockSpan {
  from: number;
  to: number;
}

export interface ListeningKey {
  userId: string;
  audiobookId: string;
}

export interface StoredListening extends Listening {
  /** What says whether the user may know of the audiobook. */
  access: AccessRow;
  /** null where the user has not begun. */
  version: number | null;
}

/**
 * What is stored, as of one moment, with the sessions that writes within a span of time may belong to.
 *
 * @returns one for each that was asked for, in their order; null where there is no such audiobook
 */
export async function readListening(
  em: Em,
  asked: readonly (ListeningKey & { span: ClockSpan })[],
): Promise<(StoredListening | null)[]> {
  const json = JSON.stringify(
    asked.map(({ userId, audiobookId, span }, number) => ({
      number,
      user_id: userId,
      audiobook_id: audiobookId,
      since: new Date(span.from - sessionGapMs),
      until: new Date(span.to + sessionGapMs),
    })),
  );
  const { rows } = await sql<AccessRow & { number: number } & (StateRow | { version: null })>`
    ${prepared} select asked.number, ${accessColumns}, p.position_seconds, p.client_updated_at, p.playback_speed,
      p.playback_speed_clock, p.is_completed, p.completion_clock, p.completed_at, p.started_at, p.version,
      coalesce((
        select json_agg(json_build_object('id', s.id,
          'startedAt', (extract(epoch from s.started_at) * 1000)::bigint,
          'endedAt', (extract(epoch from s.ended_at) * 1000)::bigint,
          'startPositionSeconds', s.start_position_seconds, 'endPositionSeconds', s.end_position_seconds,
          'listenedSeconds', s.listened_seconds))
        from listening_sessions s
        where s.user_id = p.user_id and s.audiobook_id = p.audiobook_id
          and s.ended_at >= asked.since and s.started_at <= asked.until
      ), '[]') as sessions
    from json_to_recordset(${json}::json) as asked
        (number int, user_id uuid, audiobook_id uuid, since timestamptz, until timestamptz)
      join users u on u.id = asked.user_id
      join audiobooks a on a.id = asked.audiobook_id
      left join transcriptions t on t.id = a.transcription_id
      left join listening_progress p on p.user_id = u.id and p.audiobook_id = a.id
    `.execute(em.getKysely());
  const found: (StoredListening | null)[] = asked.map(() => null);
  for (const row of rows) found[row.number] = toListening(row);
  return found;
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

function toListening(row: AccessRow & (StateRow | { version: null })): StoredListening {
  if (row.version === null) {
    return { access: row, state: null, startedAt: null, sessions: [], version: null };
  }
  const { version, sessions, started_at: startedAt } = row;
  return { access: row, state: toState(row), startedAt: startedAt.getTime(), sessions, version };
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
