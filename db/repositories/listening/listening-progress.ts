import { sql } from 'kysely';
import type { Em } from '../../orm.config.ts';

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
}

/** Where a user is in each of these audiobooks; nothing for those that they have not begun. */
export async function findProgress(
  em: Em,
  userId: string,
  audiobookIds: readonly string[],
): Promise<Map<string, Progress>> {
  const { rows } = await sql<ProgressRow>`
    select * from listening_progress
    where user_id = ${userId} and audiobook_id = any(${audiobookIds}::uuid[])`.execute(
    em.getKysely(),
  );
  return new Map(rows.map((row) => [row.audiobook_id, toProgress(row)]));
}

export interface ProgressRow {
  audiobook_id: string;
  position_seconds: number;
  client_updated_at: Date;
  playback_speed: number | null;
  is_completed: boolean;
  completed_at: Date | null;
  started_at: Date;
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
  };
}
