import { sql } from 'kysely';
import type { TaskChange, TaskContent } from '../../../domain/tasks/task-content.ts';
import type { Em } from '../../orm.config.ts';
import type { OwnTask } from './own-tasks.ts';

export interface TaskVersionLine {
  number: number;
  change: TaskChange;
  name: string;
  prompts: number;
  created_at: Date;
}

/** The versions that are kept of a task, newest first. */
export async function listVersions(
  em: Em,
  { id }: OwnTask,
  page: { limit: number; offset: number },
): Promise<{ count: number; lines: TaskVersionLine[] }> {
  const query = em.getKysely().selectFrom('task_versions').where('task_id', '=', id);
  const { count } = await query
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const lines = await query
    .select(['number', 'change', 'created_at'])
    .select(sql<string>`snapshot->>'name'`.as('name'))
    .select(sql<number>`jsonb_array_length(snapshot->'prompts')`.as('prompts'))
    .orderBy('number', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { count, lines };
}

export interface KeptVersion {
  number: number;
  change: TaskChange;
  content: TaskContent;
  createdAt: Date;
}

export async function findVersion(
  em: Em,
  { id }: OwnTask,
  number: number,
): Promise<KeptVersion | null> {
  const row = await em
    .getKysely()
    .selectFrom('task_versions')
    .select(['number', 'change', 'snapshot', 'created_at'])
    .where('task_id', '=', id)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) return null;
  return { number, change: row.change, content: row.snapshot, createdAt: row.created_at };
}
