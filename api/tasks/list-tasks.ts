import { z } from 'zod';
import { listOwnTasks } from '../../db/repositories/tasks/list-tasks.ts';
import { presentCursorPage, readPlace } from '../http/cursor-page.ts';
import { route } from '../http/route.ts';
import { presentLine } from './present.ts';
import { listTasksQuery, taskPageSchema } from './schema.ts';

export const listTasks = route({
  operationId: 'listTasks',
  tag: 'Tasks',
  summary: 'My tasks',
  method: 'get',
  path: '/tasks',
  auth: 'user',
  scope: 'tasks',
  query: listTasksQuery,
  responses: { 200: { description: 'One page', schema: taskPageSchema } },
  handler: async ({ query, user, em, deps, ctx }) => {
    const { q: name, tag, category, sort } = query;
    const place = readPlace(query, `tasks.${sort}`, z.string());
    const filter = { name, tag, category };
    const { count, lines } = await listOwnTasks(em, user.id, filter, sort, place);
    return {
      status: 200,
      ...presentCursorPage(ctx, deps.config.http.publicUrl, place, {
        count,
        rows: lines,
        keyOf: (line) => ({ value: sort === 'name' ? line.name : '', id: line.id }),
        present: presentLine,
      }),
    };
  },
});
