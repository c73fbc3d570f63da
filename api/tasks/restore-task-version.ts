import { findVersion } from '../../db/repositories/tasks/task-versions.ts';
import { route } from '../http/route.ts';
import { changeOwnTask } from './change-own-task.ts';
import { requireOwn } from './policy.ts';
import { taskSchema, versionParams } from './schema.ts';

export const restoreTaskVersion = route({
  operationId: 'restoreTaskVersion',
  tag: 'Tasks',
  summary: 'Make a task what it was',
  description: 'What it was becomes the newest version; those between stay.',
  method: 'post',
  path: '/tasks/{id}/versions/{number}/restore',
  auth: 'user',
  scope: 'tasks',
  ownedBy: 'caller',
  params: versionParams,
  responses: { 200: { description: 'The task', schema: taskSchema } },
  problems: ['precondition_failed'],
  handler: (call) =>
    changeOwnTask(call, 'restored', async (task, tx) => {
      const version = requireOwn(await findVersion(tx, task, call.params.number));
      return version.content;
    }),
});
