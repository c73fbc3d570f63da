import { z } from 'zod';
import { findOwnTask } from '../../db/repositories/tasks/own-tasks.ts';
import { listVersions } from '../../db/repositories/tasks/task-versions.ts';
import { taskLimits } from '../../domain/tasks/task-content.ts';
import { pageQuery, presentPage } from '../http/pagination.ts';
import { route } from '../http/route.ts';
import { requireOwn } from './policy.ts';
import { presentVersionLine } from './present.ts';
import { taskParams, versionPageSchema } from './schema.ts';

export const listTaskVersions = route({
  operationId: 'listTaskVersions',
  tag: 'Tasks',
  summary: 'The versions of a task, newest first',
  description: `Every change makes one; the newest ${taskLimits.versions} are kept.`,
  method: 'get',
  path: '/tasks/{id}/versions',
  auth: 'user',
  scope: 'tasks',
  ownedBy: 'caller',
  params: taskParams,
  query: z.strictObject(pageQuery),
  responses: { 200: { description: 'One page', schema: versionPageSchema } },
  handler: async ({ params, query, user, em, deps, ctx }) => {
    const task = requireOwn(await findOwnTask(em, user.id, params.id));
    const { page, page_size: limit } = query;
    const { count, lines } = await listVersions(em, task, { limit, offset: (page - 1) * limit });
    const results = lines.map(presentVersionLine);
    return {
      status: 200,
      ...presentPage(ctx, deps.config.http.publicUrl, query, { count, results }),
    };
  },
});
