import { sql } from 'kysely';
import { jsonBuildObject } from 'kysely/helpers/postgres';
import type { AudioFormat } from '../../../domain/audio-format.ts';
import type { Prompt, TaskContent } from '../../../domain/tasks/task-content.ts';
import type { Em } from '../../orm.config.ts';
import type { Tx } from '../../transaction.ts';

declare const owned: unique symbol;

/** A task that was looked up for its owner. Only here is one made: nothing else reads or changes tasks by mere id. */
export interface OwnTask {
  readonly [owned]: true;
  id: string;
  version: number;
  content: TaskContent;
  /** null where it has no recording. */
  recording: TaskRecording | null;
  createdAt: Date;
  updatedAt: Date;
}

/** As it was uploaded; how its extraction stands is another matter, and no part of the task's version. */
interface TaskRecording {
  fileName: string;
  format: AudioFormat;
  sizeBytes: number;
}

/** @returns null for what is another's just as for what there is not */
export async function findOwnTask(em: Em, ownerId: string, id: string): Promise<OwnTask | null> {
  const [task] = await read(em, [id], ownerId);
  return task ?? null;
}

/**
 * Locks tasks for a change: until the transaction ends, nobody else changes them. Always in the same order, or two
 * transactions could wait for each other.
 *
 * @returns those of the owner's that there are
 */
export async function lockOwnTasks(tx: Tx, ownerId: string, ids: string[]): Promise<OwnTask[]> {
  if (ids.length === 0) return [];
  await lock(tx, ids, ownerId);
  return read(tx, ids, ownerId);
}

/** The same for the workflow that works for the task, on behalf of whoever owns it. */
export async function lockTaskOfWorkflow(tx: Tx, id: string): Promise<OwnTask | null> {
  await lock(tx, [id], null);
  const [task] = await read(tx, [id], null);
  return task ?? null;
}

async function lock(tx: Tx, ids: string[], ownerId: string | null): Promise<void> {
  let query = tx.getKysely().selectFrom('tasks').select('id').where('id', 'in', ids);
  if (ownerId !== null) query = query.where('owner_id', '=', ownerId);
  await query.orderBy('id').forUpdate().execute();
}

/** In one statement, so that version and content are of one moment. */
async function read(em: Em, ids: string[], ownerId: string | null): Promise<OwnTask[]> {
  let query = em
    .getKysely()
    .selectFrom('tasks')
    .leftJoin('task_extractions as extraction', 'extraction.task_id', 'tasks.id')
    .select(['tasks.id', 'tasks.version', 'tasks.name', 'tasks.category', 'tasks.tags'])
    .select(['tasks.created_at', 'tasks.updated_at'])
    .select((eb) => [
      eb
        .selectFrom('task_prompts as prompt')
        .select((prompt) =>
          sql<Prompt[]>`coalesce(jsonb_agg(${jsonBuildObject({
            id: prompt.ref('prompt.id'),
            text: prompt.ref('prompt.text'),
            state: prompt.ref('prompt.state'),
            source: prompt.ref('prompt.source'),
          })} order by ${prompt.ref('prompt.position')}), '[]')`.as('prompts'),
        )
        .whereRef('prompt.task_id', '=', 'tasks.id')
        .as('prompts'),
      'extraction.source_file_name',
      'extraction.source_format',
      'extraction.source_size_bytes',
    ])
    .where('tasks.id', 'in', ids);
  if (ownerId !== null) query = query.where('tasks.owner_id', '=', ownerId);
  const rows = await query.orderBy('tasks.id').execute();
  return rows.map(
    (row) =>
      ({
        id: row.id,
        version: row.version,
        content: {
          name: row.name,
          category: row.category,
          tags: row.tags,
          prompts: row.prompts ?? [],
        },
        recording: row.source_format && {
          fileName: row.source_file_name ?? '',
          format: row.source_format,
          sizeBytes: row.source_size_bytes ?? 0,
        },
        createdAt: row.created_at,
        updatedAt: row.updated_at,
      }) as OwnTask,
  );
}
