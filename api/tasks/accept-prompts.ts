import { acceptPrompts as accept } from '../../domain/tasks/review-prompts.ts';
import { route } from '../http/route.ts';
import { changeOwnTask } from './change-own-task.ts';
import { promptChoiceSchema } from './input-schema.ts';
import { taskParams, taskSchema } from './schema.ts';

export const acceptPrompts = route({
  operationId: 'acceptPrompts',
  tag: 'Tasks',
  summary: 'Accept prompts that were found in the recording',
  description: 'All that are proposed, or some; edit them before or after.',
  method: 'post',
  path: '/tasks/{id}/prompts/accept',
  auth: 'user',
  scope: 'tasks',
  ownedBy: 'caller',
  params: taskParams,
  body: promptChoiceSchema,
  responses: { 200: { description: 'The task', schema: taskSchema } },
  problems: ['precondition_failed'],
  handler: (call) => changeOwnTask(call, 'accepted', ({ content }) => accept(content, call.body)),
});
