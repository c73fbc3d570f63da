import { z } from 'zod';
import { newId } from '../../db/new-id.ts';
import { changeTask } from '../../db/repositories/tasks/change-task.ts';
import { lockOwnTasks } from '../../db/repositories/tasks/own-tasks.ts';
import { transact } from '../../db/transaction.ts';
import { editTask } from '../../domain/tasks/edit-task.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { refusalProblem } from './change-own-task.ts';
import { updateTasksSchema } from './input-schema.ts';
import { requireOwn } from './policy.ts';
import { presentTask } from './present.ts';
import { taskSchema } from './schema.ts';

export const updateTasks = route({
  operationId: 'updateTasks',
  tag: 'Tasks',
  summary: 'Change several tasks, all of them or none',
  method: 'patch',
  path: '/tasks',
  auth: 'user',
  scope: 'tasks',
  body: updateTasksSchema,
  responses: {
    200: {
      description: 'The tasks, in the order asked for',
      schema: z.object({ tasks: z.array(taskSchema) }).meta({ id: 'TaskList' }),
    },
  },
  problems: ['not_found', 'precondition_failed'],
  handler: async ({ body, user, em }) => {
    const ids = body.tasks.map(({ id }) => id);
    const tasks = await transact(em, async (tx) => {
      const locked = new Map((await lockOwnTasks(tx, user.id, ids)).map((task) => [task.id, task]));
      const changed = [];
      for (const [index, { id, version, ...edit }] of body.tasks.entries()) {
        const task = requireOwn(locked.get(id));
        if (version !== undefined && version !== task.version) {
          const detail = `The task ${id} is at version ${task.version}.`;
          throw new Problem('precondition_failed', { detail });
        }
        try {
          changed.push(await changeTask(tx, task, 'edited', editTask(task.content, edit, newId)));
        } catch (error) {
          throw refusalProblem(error, `body.tasks.${index}`);
        }
      }
      return changed;
    });
    return { status: 200, body: { tasks: tasks.map(presentTask) } };
  },
});
