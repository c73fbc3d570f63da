import { sql } from 'kysely';
import { extendSessions } from '../../domain/listening/extend-sessions.ts';
import { mergeStates, stateOf, type ProgressState } from '../../domain/listening/merge-writes.ts';
import type { ProgressWrite } from '../../domain/listening/progress-write.ts';
import type { Em } from '../orm.config.ts';
import { transact } from '../transaction.ts';
import { findSessionsAround, saveSessions } from './listening-sessions.ts';

/** Where a user is in an audiobook. */
export interface Progress {
  audiobookId: string;
  positionSeconds: number;
  clientUpdatedAt: Date;
  /** null: the user's usual speed. */
  playbackSpeed: number | null;
  isCompleted: boolean;
  completedAt: Date | null;
  startedAt: Date;
  updatedAt: Date;
}

export interface Listener {
  userId: string;
  audiobookId: string;
  /** At which they listen where no speed is known for the audiobook. */
  usualSpeed: number;
}

/**
 * Brings what is stored up to these writes, and the sessions and days of listening with it. The first statement locks
 * the progress row of this user and audiobook, so that writes for the same one come one after another and find the
 * sessions as the one before left them; a day's row is locked from the statement after that to the commit, and the
 * audiobook's own row only when somebody starts it. Nobody waits for another user's writes.
 *
 * @param writes at least one, in any order
 */
export function saveProgress(
  em: Em,
  listener: Listener,
  writes: readonly [ProgressWrite, ...ProgressWrite[]],
): Promise<Progress> {
  const [first, ...others] = writes.map(stateOf) as [ProgressState, ...ProgressState[]];
  const state = others.reduce(mergeStates, first);
  const startedAt = Math.min(...writes.map((write) => write.at));
  return transact(em, async (tx) => {
    const { isNew, progress } = await upsert(tx, listener, state, startedAt);
    const speed = progress.playbackSpeed ?? listener.usualSpeed;
    const points = writes.map((write) => ({
      at: write.at,
      positionSeconds: write.positionSeconds,
      playbackSpeed: write.playbackSpeed ?? speed,
    }));
    const known = isNew ? [] : await findSessionsAround(tx, listener, points);
    await saveSessions(tx, listener, extendSessions(known, points));
    if (isNew) await countPlay(tx, listener.audiobookId);
    return progress;
  });
}

/** `mergeStates` in SQL: each part stays, or is replaced by one of a newer clock, or of the same and greater. */
async function upsert(
  em: Em,
  { userId, audiobookId }: Listener,
  { position, playbackSpeed, isCompleted }: ProgressState,
  startedAt: number,
): Promise<{ isNew: boolean; progress: Progress }> {
  const completionClock = date(isCompleted?.at);
  const isNewer = sql`(excluded.client_updated_at, excluded.position_seconds) > (p.client_updated_at, p.position_seconds)`;
  const isNewerSpeed = sql`(excluded.playback_speed_clock, excluded.playback_speed)
    > (coalesce(p.playback_speed_clock, '-infinity'), coalesce(p.playback_speed, 0))`;
  const isNewerCompletion = sql`(excluded.completion_clock, excluded.is_completed)
    > (coalesce(p.completion_clock, p.completed_at, '-infinity'), p.is_completed)`;
  const { rows } = await sql<ProgressRow & { is_new: boolean }>`
    insert into listening_progress as p (user_id, audiobook_id, position_seconds, client_updated_at,
      playback_speed, playback_speed_clock, is_completed, completion_clock, completed_at, started_at)
    values (${userId}, ${audiobookId}, ${position.value}, ${date(position.at)},
      ${playbackSpeed?.value ?? null}, ${date(playbackSpeed?.at)},
      ${isCompleted?.value ?? false}, ${completionClock}, ${isCompleted?.value === true ? completionClock : null},
      ${date(startedAt)})
    on conflict (user_id, audiobook_id) do update set
      position_seconds = case when ${isNewer} then excluded.position_seconds else p.position_seconds end,
      client_updated_at = greatest(excluded.client_updated_at, p.client_updated_at),
      playback_speed = case when ${isNewerSpeed} then excluded.playback_speed else p.playback_speed end,
      playback_speed_clock = greatest(excluded.playback_speed_clock, p.playback_speed_clock),
      is_completed = case when ${isNewerCompletion} then excluded.is_completed else p.is_completed end,
      completed_at = case when ${isNewerCompletion} then excluded.completed_at else p.completed_at end,
      completion_clock = greatest(excluded.completion_clock, p.completion_clock),
      started_at = least(excluded.started_at, p.started_at),
      updated_at = now()
    returning p.*, xmax = 0 as is_new`.execute(em.getKysely());
  const row = rows[0];
  if (!row) throw new Error('The upsert of the progress returned nothing');
  return { isNew: row.is_new, progress: toProgress(row) };
}

function date(ms: number | undefined): Date | null {
  return ms === undefined ? null : new Date(ms);
}

async function countPlay(em: Em, audiobookId: string): Promise<void> {
  await sql`update audiobooks set play_count = play_count + 1 where id = ${audiobookId}`.execute(
    em.getKysely(),
  );
}

export interface ProgressRow {
  audiobook_id: string;
  position_seconds: number;
  client_updated_at: Date;
  playback_speed: number | null;
  is_completed: boolean;
  completed_at: Date | null;
  started_at: Date;
  updated_at: Date;
}

export function toProgress(row: ProgressRow): Progress {
  return {
    audiobookId: row.audiobook_id,
    positionSeconds: row.position_seconds,
    clientUpdatedAt: row.client_updated_at,
    playbackSpeed: row.playback_speed,
    isCompleted: row.is_completed,
    completedAt: row.completed_at,
    startedAt: row.started_at,
    updatedAt: row.updated_at,
  };
}
