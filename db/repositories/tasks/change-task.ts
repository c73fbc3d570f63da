import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import {
  taskLimits,
  type Prompt,
  type TaskChange,
  type TaskContent,
} from '../../../domain/tasks/task-content.ts';
import type { Tx } from '../../transaction.ts';
import type { OwnTask } from './own-tasks.ts';

/**
 * Gives a locked task new content, and keeps that as a version. Content that is the same makes none.
 *
 * @returns the task as it is now
 */
export async function changeTask(
  tx: Tx,
  task: OwnTask,
  change: TaskChange,
  content: TaskContent,
): Promise<OwnTask> {
  if (isDeepStrictEqual(content, task.content)) return task;
  const version = task.version + 1;
  const updatedAt = new Date();
  await tx
    .getKysely()
    .updateTable('tasks')
    .set({
      name: content.name,
      category: content.category,
      tags: sql`${JSON.stringify(content.tags)}::jsonb`,
      version,
      updated_at: updatedAt,
    })
    .where('id', '=', task.id)
    .execute();
  await writePrompts(tx, task.id, content.prompts, task.content.prompts);
  await keepVersion(tx, task.id, version, change, content);
  return { ...task, version, content, updatedAt };
}

/** @param before what is there: only what differs is written */
export async function writePrompts(
  tx: Tx,
  taskId: string,
  prompts: readonly Prompt[],
  before: readonly Prompt[],
): Promise<void> {
  const kysely = tx.getKysely();
  const staying = new Set(prompts.map(({ id }) => id));
  const gone = before.map(({ id }) => id).filter((id) => !staying.has(id));
  if (gone.length > 0) await kysely.deleteFrom('task_prompts').where('id', 'in', gone).execute();
  const written = prompts
    .map((prompt, index) => ({ prompt, index }))
    .filter(({ prompt, index }) => !isDeepStrictEqual(prompt, before[index]));
  if (written.length === 0) return;
  await kysely
    .insertInto('task_prompts')
    .values(
      written.map(({ prompt: { id, text, state, source }, index }) => ({
        id,
        task_id: taskId,
        position: index + 1,
        text,
        state,
        source: source && sql`${JSON.stringify(source)}::jsonb`,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        position: eb.ref('excluded.position'),
        text: eb.ref('excluded.text'),
        state: eb.ref('excluded.state'),
        source: eb.ref('excluded.source'),
      })),
    )
    .execute();
}

/** The newest versions stay, as many as `taskLimits` says. */
export async function keepVersion(
  tx: Tx,
  taskId: string,
  number: number,
  change: TaskChange,
  content: TaskContent,
): Promise<void> {
  const kysely = tx.getKysely();
  await kysely
    .insertInto('task_versions')
    .values({
      task_id: taskId,
      number,
      change,
      snapshot: sql`${JSON.stringify(content)}::jsonb`,
    })
    .execute();
  await kysely
    .deleteFrom('task_versions')
    .where('task_id', '=', taskId)
    .where('number', '<=', number - taskLimits.versions)
    .execute();
}
