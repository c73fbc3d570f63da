import { findOwnTask } from '../../db/repositories/tasks/own-tasks.ts';
import { findVersion } from '../../db/repositories/tasks/task-versions.ts';
import { route } from '../http/route.ts';
import { requireOwn } from './policy.ts';
import { presentVersion } from './present.ts';
import { versionParams, versionSchema } from './schema.ts';

export const getTaskVersion = route({
  operationId: 'getTaskVersion',
  tag: 'Tasks',
  summary: 'A task as it was',
  method: 'get',
  path: '/tasks/{id}/versions/{number}',
  auth: 'user',
  scope: 'tasks',
  ownedBy: 'caller',
  params: versionParams,
  responses: { 200: { description: 'The version', schema: versionSchema } },
  handler: async ({ params, user, em }) => {
    const task = requireOwn(await findOwnTask(em, user.id, params.id));
    const version = requireOwn(await findVersion(em, task, params.number));
    return { status: 200, body: presentVersion(version) };
  },
});
