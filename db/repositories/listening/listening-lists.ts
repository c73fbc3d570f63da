import { sql } from 'kysely';
import type { Viewer } from '../../../domain/listening/access.ts';
import type { Em } from '../../orm.config.ts';
import { isVisibleTo } from './audiobook-access.ts';
import { keyset, type ListPlace } from '../keyset.ts';
import { toProgress, type Progress, type ProgressRow } from './listening-progress.ts';

export type ListeningList = 'current' | 'completed';

const lists = {
  current: { key: sql`p.client_updated_at`, condition: sql`not p.is_completed` },
  completed: { key: sql`p.completed_at`, condition: sql`p.is_completed` },
};

/** What a user is listening to, last listened to first; or has completed, last completed first. */
export async function listProgress(
  em: Em,
  viewer: Viewer,
  list: ListeningList,
  place: ListPlace<number>,
): Promise<{ count: number; rows: Progress[] }> {
  const { key, condition } = lists[list];
  const sorting = { key, type: 'timestamptz', id: sql`p.audiobook_id`, direction: 'desc' } as const;
  const { isAfter, page } = keyset(place, sorting);
  const mine = sql`from listening_progress p join audiobooks a on a.id = p.audiobook_id
    where p.user_id = ${viewer.id} and ${condition} and ${isVisibleTo(viewer)}`;
  const kysely = em.getKysely();
  const { rows: counted } = await sql<{ count: number }>`select count(*) as count ${mine}`.execute(
    kysely,
  );
  const { rows } = await sql<ProgressRow>`select p.* ${mine} and ${isAfter} ${page}`.execute(
    kysely,
  );
  return { count: counted[0]?.count ?? 0, rows: rows.map(toProgress) };
}

export interface SessionEntry {
  id: string;
  audiobookId: string;
  startedAt: Date;
  endedAt: Date;
  startPositionSeconds: number;
  endPositionSeconds: number;
  listenedSeconds: number;
}

/** A user's stretches of listening, the one that began last first. */
export async function listSessions(
  em: Em,
  viewer: Viewer,
  place: ListPlace<number>,
): Promise<{ count: number; rows: SessionEntry[] }> {
  const key = sql`s.started_at`;
  const sorting = { key, type: 'timestamptz', id: sql`s.id`, direction: 'desc' } as const;
  const { isAfter, page } = keyset(place, sorting);
  const mine = sql`from listening_sessions s join audiobooks a on a.id = s.audiobook_id
    where s.user_id = ${viewer.id} and ${isVisibleTo(viewer)}`;
  const kysely = em.getKysely();
  const { rows: counted } = await sql<{ count: number }>`select count(*) as count ${mine}`.execute(
    kysely,
  );
  const { rows } = await sql<{
    id: string;
    audiobook_id: string;
    started_at: Date;
    ended_at: Date;
    start_position_seconds: number;
    end_position_seconds: number;
    listened_seconds: number;
  }>`select s.* ${mine} and ${isAfter} ${page}`.execute(kysely);
  return {
    count: counted[0]?.count ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      audiobookId: row.audiobook_id,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      startPositionSeconds: row.start_position_seconds,
      endPositionSeconds: row.end_position_seconds,
      listenedSeconds: row.listened_seconds,
    })),
  };
}
