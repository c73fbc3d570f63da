import { rejectPrompts as reject } from '../../domain/tasks/review-prompts.ts';
import { route } from '../http/route.ts';
import { changeOwnTask } from './change-own-task.ts';
import { promptChoiceSchema } from './input-schema.ts';
import { taskParams, taskSchema } from './schema.ts';

export const rejectPrompts = route({
  operationId: 'rejectPrompts',
  tag: 'Tasks',
  summary: 'Reject prompts that were found in the recording',
  description: 'All that are proposed, or some. They leave the task; its versions keep them.',
  method: 'post',
  path: '/tasks/{id}/prompts/reject',
  auth: 'user',
  scope: 'tasks',
  ownedBy: 'caller',
  params: taskParams,
  body: promptChoiceSchema,
  responses: { 200: { description: 'The task', schema: taskSchema } },
  problems: ['precondition_failed'],
  handler: (call) => changeOwnTask(call, 'rejected', ({ content }) => reject(content, call.body)),
});
