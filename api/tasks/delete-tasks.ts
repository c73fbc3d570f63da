import { route } from '../http/route.ts';
import { deleteOwnTasks } from './delete-own-tasks.ts';
import { deleteTasksQuery } from './input-schema.ts';

export const deleteTasks = route({
  operationId: 'deleteTasks',
  tag: 'Tasks',
  summary: 'Delete several tasks, all of them or none',
  method: 'delete',
  path: '/tasks',
  auth: 'user',
  scope: 'tasks',
  query: deleteTasksQuery,
  responses: { 204: { description: 'They are gone' } },
  problems: ['not_found', 'precondition_failed'],
  handler: (call) => deleteOwnTasks(call, call.query.ids),
});
