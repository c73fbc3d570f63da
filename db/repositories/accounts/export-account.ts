import { sql } from 'kysely';
import type { Em } from '../../orm.config.ts';
import { exportedTables } from './exported-tables.ts';

/** Everything that is kept about a user, as plain rows, without what is secret even to them. */
export async function exportAccount(em: Em, userId: string): Promise<Record<string, object[]>> {
  return { ...(await exportOwn(em, userId)), ...(await exportDistant(em, userId)) };
}

async function exportOwn(em: Em, userId: string): Promise<Record<string, object[]>> {
  const exported: Record<string, object[]> = {};
  for (const [name, { table = name, owner = 'user_id', columns }] of Object.entries(
    exportedTables,
  )) {
    const own = sql<object>`select ${sql.join(columns.map((column) => sql.ref(column)))}
      from ${sql.table(table)} where ${sql.ref(owner)} = ${userId} order by 1`;
    exported[name] = (await own.execute(em.getKysely())).rows;
  }
  return exported;
}

/** What is theirs by way of something else. */
async function exportDistant(em: Em, userId: string) {
  const kysely = em.getKysely();
  return {
    order_items: await kysely
      .selectFrom('order_items')
      .innerJoin('orders', 'orders.id', 'order_items.order_id')
      .select(['order_items.order_id', 'order_items.audiobook_id', 'order_items.title'])
      .select('order_items.price_minor')
      .where('orders.user_id', '=', userId)
      .execute(),
    task_prompts: await kysely
      .selectFrom('task_prompts')
      .innerJoin('tasks', 'tasks.id', 'task_prompts.task_id')
      .select(['task_prompts.task_id', 'task_prompts.position', 'task_prompts.text'])
      .select(['task_prompts.state', 'task_prompts.source'])
      .where('tasks.owner_id', '=', userId)
      .orderBy('task_prompts.task_id')
      .orderBy('task_prompts.position')
      .execute(),
    emails: await kysely
      .selectFrom('emails')
      .innerJoin('users', 'users.email', 'emails.recipient')
      .select(['emails.kind', 'emails.recipient', 'emails.status', 'emails.created_at'])
      .where('users.id', '=', userId)
      .orderBy('emails.id')
      .execute(),
  };
}
