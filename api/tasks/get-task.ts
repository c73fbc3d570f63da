import { findOwnTask } from '../../db/repositories/tasks/own-tasks.ts';
import { isUnchanged, versionTag } from '../http/entity-tag.ts';
import { route } from '../http/route.ts';
import { requireOwn } from './policy.ts';
import { presentTask } from './present.ts';
import { taskParams, taskSchema } from './schema.ts';

export const getTask = route({
  operationId: 'getTask',
  tag: 'Tasks',
  summary: 'One of my tasks, with its prompts in their order',
  method: 'get',
  path: '/tasks/{id}',
  auth: 'user',
  scope: 'tasks',
  ownedBy: 'caller',
  params: taskParams,
  responses: {
    200: { description: 'The task; `ETag` is its version', schema: taskSchema },
    304: { description: 'It is as `If-None-Match` says' },
  },
  handler: async ({ params, user, em, ctx }) => {
    const task = requireOwn(await findOwnTask(em, user.id, params.id));
    const tag = versionTag(task.version);
    const headers = { ETag: tag };
    if (isUnchanged(ctx, tag)) return { status: 304, headers };
    return { status: 200, headers, body: presentTask(task) };
  },
});
