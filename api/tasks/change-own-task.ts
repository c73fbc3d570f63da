import { changeTask } from '../../db/repositories/tasks/change-task.ts';
import { lockOwnTasks, type OwnTask } from '../../db/repositories/tasks/own-tasks.ts';
import { transact, type Tx } from '../../db/transaction.ts';
import { TaskEditRefused } from '../../domain/tasks/task-edit-refused.ts';
import type { TaskChange, TaskContent } from '../../domain/tasks/task-content.ts';
import { requireMatch, versionTag } from '../http/entity-tag.ts';
import { Problem } from '../http/problem.ts';
import type { Call } from '../http/route.ts';
import { requireOwn } from './policy.ts';
import { presentTask } from './present.ts';

type TaskCall = Pick<
  Call<'user', { id: string }, unknown, unknown>,
  'ctx' | 'em' | 'user' | 'params'
>;

/**
 * Changes the caller's task, where it still is as `If-Match` says.
 *
 * @param edit makes the new content of the old
 * @returns the answer with the task as it is now
 */
export async function changeOwnTask(
  { ctx, em, user, params }: TaskCall,
  change: TaskChange,
  edit: (task: OwnTask, tx: Tx) => TaskContent | Promise<TaskContent>,
) {
  const task = await transact(em, async (tx) => {
    const [found] = await lockOwnTasks(tx, user.id, [params.id]);
    const locked = requireOwn(found);
    requireMatch(ctx, versionTag(locked.version));
    return changeTask(tx, locked, change, await edit(locked, tx));
  }).catch((error: unknown) => {
    throw refusalProblem(error, 'body');
  });
  return {
    status: 200 as const,
    headers: { ETag: versionTag(task.version) },
    body: presentTask(task),
  };
}

/** @param where named in front of the path: `body.tasks.3` */
export function refusalProblem(error: unknown, where: string): unknown {
  if (!(error instanceof TaskEditRefused)) return error;
  const details = [{ path: `${where}.${error.path}`, message: error.message }];
  return new Problem('validation_failed', { details, cause: error });
}
