import type { z } from 'zod';
import { newId } from '../../db/new-id.ts';
import { createTask as create } from '../../db/repositories/tasks/create-task.ts';
import { findOwnTask } from '../../db/repositories/tasks/own-tasks.ts';
import { editTask } from '../../domain/tasks/edit-task.ts';
import { versionTag } from '../http/entity-tag.ts';
import { route, type Call } from '../http/route.ts';
import { refusalProblem } from './change-own-task.ts';
import { createOnce } from './create-once.ts';
import { createTaskFromAudio } from './create-task-from-audio.ts';
import { taskAcceptedSchema } from './extraction-schema.ts';
import { createTaskSchema, taskFormSchema } from './input-schema.ts';
import { requireOwn } from './policy.ts';
import { presentTask } from './present.ts';
import { taskSchema } from './schema.ts';

export const createTask = route({
  operationId: 'createTask',
  tag: 'Tasks',
  summary: 'Make a task of prompts, or of a recording',
  description:
    'As JSON, with its prompts. As a form with a recording in `file`, the recording is broken down into prompts by a ' +
    'workflow, each with the time in the recording that it came from; they are proposed, and count once they are ' +
    'accepted. 60 recordings an hour, of up to 2 GiB each.',
  method: 'post',
  path: '/tasks',
  auth: 'user',
  scope: 'tasks',
  limit: { name: 'create-task', points: 600, perSeconds: 3600, by: 'user' },
  body: createTaskSchema,
  form: taskFormSchema,
  responses: {
    201: { description: 'The task', schema: taskSchema },
    202: {
      description: 'The recording is stored; its extraction runs',
      schema: taskAcceptedSchema,
    },
  },
  problems: [
    'unsupported_audio',
    'idempotency_key_reused',
    'idempotency_key_in_flight',
    'conflict',
  ],
  handler: (call) =>
    call.ctx.is('multipart/form-data') ? createTaskFromAudio(call) : createFromPrompts(call),
});

type CreateCall = Call<'user', unknown, unknown, z.output<typeof createTaskSchema>>;

async function createFromPrompts(call: CreateCall) {
  const { body: given, user } = call;
  const id = newId();
  const content = makeContent(given);
  const { body } = await createOnce(call, {
    request: given,
    id,
    status: 201,
    make: async (tx) => {
      await create(tx, { id, ownerId: user.id, content });
      return presentTask(requireOwn(await findOwnTask(tx, user.id, id)));
    },
  });
  return {
    status: 201 as const,
    headers: { Location: `/api/v1/tasks/${body.id}`, ETag: versionTag(body.version) },
    body,
  };
}

/** @throws Problem `validation_failed` for more than a task may hold */
function makeContent({ prompts, ...rest }: z.output<typeof createTaskSchema>) {
  try {
    return editTask({ ...rest, prompts: [] }, { prompts }, newId);
  } catch (error) {
    throw refusalProblem(error, 'body');
  }
}
