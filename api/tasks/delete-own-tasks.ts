import { deleteTasks } from '../../db/repositories/tasks/delete-tasks.ts';
import { lockOwnTasks } from '../../db/repositories/tasks/own-tasks.ts';
import { transact } from '../../db/transaction.ts';
import { requireMatch, versionTag } from '../http/entity-tag.ts';
import { Problem } from '../http/problem.ts';
import type { Call } from '../http/route.ts';

type DeleteCall = Pick<Call<'user', unknown, unknown, unknown>, 'ctx' | 'em' | 'user' | 'deps'>;

/**
 * Deletes the caller's tasks, all of them or none, and starts what erases their recordings.
 *
 * @throws Problem `not_found` where one of them is not there
 */
export async function deleteOwnTasks({ ctx, em, user, deps }: DeleteCall, ids: string[]) {
  const starts = await transact(em, async (tx) => {
    const tasks = await lockOwnTasks(tx, user.id, ids);
    if (tasks.length < ids.length) throw new Problem('not_found');
    if (tasks.length === 1) requireMatch(ctx, versionTag(tasks[0]?.version ?? 0));
    return deleteTasks(tx, tasks);
  });
  await Promise.all(starts.map((start) => deps.starter.tryStart(start)));
  return { status: 204 as const };
}
