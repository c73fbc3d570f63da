import { sql } from 'kysely';
import type { ExtractionStatus } from '../../../domain/contracts/extract-prompts.ts';
import type { Em } from '../../orm.config.ts';
import type { ListPlace } from '../keyset.ts';

export type TaskOrder = 'newest' | 'oldest' | 'name';

export interface TaskFilter {
  /** Somewhere in the name, in any case. */
  name?: string | undefined;
  tag?: string | undefined;
  category?: string | undefined;
}

export interface TaskLine {
  id: string;
  name: string;
  category: string | null;
  tags: string[];
  version: number;
  prompts: number;
  proposed: number;
  status: ExtractionStatus | null;
  created_at: Date;
  updated_at: Date;
}

/**
 * Somebody's own tasks, and how many there are by this filter.
 *
 * @returns one line more than asked for, where there is one more
 */
export async function listOwnTasks(
  em: Em,
  ownerId: string,
  filter: TaskFilter,
  order: TaskOrder,
  { after, offset, limit }: ListPlace<string>,
): Promise<{ count: number; lines: TaskLine[] }> {
  const { name, tag, category } = filter;
  let query = em.getKysely().selectFrom('tasks').where('owner_id', '=', ownerId);
  if (name !== undefined) query = query.where('name', 'ilike', `%${literally(name)}%`);
  if (category !== undefined) query = query.where('category', '=', category);
  if (tag !== undefined) query = query.where(sql<boolean>`jsonb_exists(tags, ${tag})`);
  const { count } = await query
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (after && order === 'name') {
    query = query.where(sql<boolean>`(name, tasks.id) > (${after.value}, ${after.id}::uuid)`);
  } else if (after) {
    // Ids sort by the time of their making.
    query = query.where('tasks.id', order === 'newest' ? '<' : '>', after.id);
  }
  if (order === 'name') query = query.orderBy('name');
  const lines = await query
    .orderBy('tasks.id', order === 'newest' ? 'desc' : 'asc')
    .limit(limit + 1)
    .offset(offset)
    .leftJoin('task_extractions', 'task_extractions.task_id', 'tasks.id')
    .select(['tasks.id', 'name', 'category', 'tags', 'version', 'status'])
    .select(['created_at', 'updated_at'])
    .select((eb) => {
      const prompts = eb.selectFrom('task_prompts').whereRef('task_id', '=', 'tasks.id');
      const counted = prompts.select((prompt) => prompt.fn.countAll<number>().as('count'));
      return [
        counted.as('prompts'),
        counted.where('task_prompts.state', '=', 'proposed').as('proposed'),
      ];
    })
    .execute();
  return {
    count,
    lines: lines.map((line) => ({
      ...line,
      prompts: line.prompts ?? 0,
      proposed: line.proposed ?? 0,
    })),
  };
}

function literally(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}
