import { route } from '../http/route.ts';
import { deleteOwnTasks } from './delete-own-tasks.ts';
import { taskParams } from './schema.ts';

export const deleteTask = route({
  operationId: 'deleteTask',
  tag: 'Tasks',
  summary: 'Delete a task, with its versions, its recording and the transcript of it',
  method: 'delete',
  path: '/tasks/{id}',
  auth: 'user',
  scope: 'tasks',
  ownedBy: 'caller',
  params: taskParams,
  responses: { 204: { description: 'It is gone' } },
  problems: ['precondition_failed'],
  handler: (call) => deleteOwnTasks(call, [call.params.id]),
});
