import { sql } from 'kysely';
import type { AudioFormat } from '../../../domain/audio-format.ts';
import { extractPrompts } from '../../../domain/contracts/extract-prompts.ts';
import { taskLimits, type TaskContent } from '../../../domain/tasks/task-content.ts';
import type { WorkflowStart } from '../../../domain/workflow-start.ts';
import { TaskExtraction, TaskExtractionEvent } from '../../entities/task-extraction.ts';
import { Task } from '../../entities/task.ts';
import { Transcription } from '../../entities/transcription.ts';
import type { Tx } from '../../transaction.ts';
import { keepVersion, writePrompts } from './change-task.ts';
import { addToOutbox } from '../outbox.ts';

export interface NewTask {
  id: string;
  ownerId: string;
  content: TaskContent;
}

export interface NewTaskRecording {
  key: string;
  format: AudioFormat;
  fileName: string;
  sizeBytes: number;
  /** ISO 639-1 code; null where the model is to tell. */
  language: string | null;
}

/** Somebody has as many tasks as they may. */
export class TooManyTasks extends Error {}

/** @throws TooManyTasks */
export async function createTask(tx: Tx, { id, ownerId, content }: NewTask): Promise<void> {
  await requireRoom(tx, ownerId);
  const { name, category, tags, prompts } = content;
  tx.persist(tx.create(Task, { id, owner: ownerId, name, category, tags }));
  await tx.flush();
  await writePrompts(tx, id, prompts, []);
  await keepVersion(tx, id, 1, 'created', content);
}

/**
 * The same with a recording, together with the workflow that is to break it down.
 *
 * @returns the workflow to start once the transaction is committed
 * @throws TooManyTasks
 */
export async function createTaskFromAudio(
  tx: Tx,
  task: NewTask,
  recording: NewTaskRecording,
): Promise<WorkflowStart> {
  const { id, ownerId } = task;
  await createTask(tx, task);
  const workflowId = extractPrompts.workflowId(id);
  tx.persist(
    tx.create(Transcription, {
      id,
      sourceKey: recording.key,
      sourceFormat: recording.format,
      languageHint: recording.language,
      prompt: task.content.name,
    }),
  );
  tx.persist(
    tx.create(TaskExtraction, {
      task: id,
      workflowId,
      sourceKey: recording.key,
      sourceFormat: recording.format,
      sourceFileName: recording.fileName,
      sourceSizeBytes: recording.sizeBytes,
    }),
  );
  tx.persist(tx.create(TaskExtractionEvent, { task: id, status: 'queued' }));
  const mebibytes = Math.ceil(recording.sizeBytes / 2 ** 20);
  const start: WorkflowStart = {
    workflowType: extractPrompts.workflowType,
    workflowId,
    input: { taskId: id },
    summary: `Prompts from ${mebibytes} MiB of ${recording.format}`,
    // Without the task's name: it is its owner's own affair, and histories outlive tasks.
    details: `**Task from audio**, for user \`${ownerId}\`.\n\nLanguage: ${recording.language ?? 'to be detected'}.`,
    searchAttributes: { UserId: ownerId },
  };
  addToOutbox(tx, start);
  await tx.flush();
  return start;
}

/** One after the other, so that two cannot both take the last place. */
async function requireRoom(tx: Tx, ownerId: string): Promise<void> {
  const kysely = tx.getKysely();
  await sql`select pg_advisory_xact_lock(hashtextextended(${`tasks of ${ownerId}`}, 0))`.execute(
    kysely,
  );
  const { count } = await kysely
    .selectFrom('tasks')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('owner_id', '=', ownerId)
    .executeTakeFirstOrThrow();
  if (count >= taskLimits.tasks) throw new TooManyTasks(`At most ${taskLimits.tasks} tasks.`);
}
