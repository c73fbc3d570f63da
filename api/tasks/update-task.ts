import { newId } from '../../db/new-id.ts';
import { editTask } from '../../domain/tasks/edit-task.ts';
import { route } from '../http/route.ts';
import { changeOwnTask } from './change-own-task.ts';
import { updateTaskSchema } from './input-schema.ts';
import { taskParams, taskSchema } from './schema.ts';

export const updateTask = route({
  operationId: 'updateTask',
  tag: 'Tasks',
  summary: "Change a task's name, category, tags or prompts",
  description: 'What is left out stays. Every change makes a version.',
  method: 'put',
  path: '/tasks/{id}',
  auth: 'user',
  scope: 'tasks',
  ownedBy: 'caller',
  params: taskParams,
  body: updateTaskSchema,
  responses: { 200: { description: 'The task', schema: taskSchema } },
  problems: ['precondition_failed'],
  handler: (call) =>
    changeOwnTask(call, 'edited', ({ content }) => editTask(content, call.body, newId)),
});
