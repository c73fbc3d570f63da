import { newId } from '../../db/new-id.ts';
import { createTaskFromAudio as create } from '../../db/repositories/tasks/create-task.ts';
import { storageKeys } from '../../domain/storage-keys.ts';
import { editTask } from '../../domain/tasks/edit-task.ts';
import { taskLimits } from '../../domain/tasks/task-content.ts';
import type { WorkflowStart } from '../../domain/workflow-start.ts';
import { enforceLimit } from '../http/enforce-limit.ts';
import { formToObject } from '../http/form-to-object.ts';
import type { LimitRule } from '../http/limit-rule.ts';
import { parseInput } from '../http/parse-input.ts';
import { Problem } from '../http/problem.ts';
import { receiveAudio } from '../http/receive-audio.ts';
import type { Call } from '../http/route.ts';
import { discard, type StoredAudio } from '../http/store-audio.ts';
import { refusalProblem } from './change-own-task.ts';
import { createOnce } from './create-once.ts';
import { taskFieldsSchema } from './input-schema.ts';

const maxAudioBytes = 2 * 2 ** 30;

/** Each is transcribed and read, which is paid for. */
const limit: LimitRule = { name: 'task-audio', points: 60, perSeconds: 3600, by: 'user' };

type FormCall = Pick<Call<'user', unknown, unknown, unknown>, 'ctx' | 'em' | 'user' | 'deps'>;

/** The recording goes to the object storage first; one transaction then writes the task and its place in the outbox. */
export async function createTaskFromAudio(call: FormCall) {
  const { ctx, deps, user } = call;
  await enforceLimit(limit, deps, ctx, user.id);
  const id = newId();
  const { fields, audio } = await receiveAudio(ctx, deps.storage, {
    maxBytes: maxAudioBytes,
    keyFor: (format) => storageKeys.taskSource(id, format),
  });
  const { body, start } = await accept(call, id, fields, audio).catch(async (error: unknown) => {
    const problem = refusalProblem(error, 'form');
    // After anything else, a lost connection say, the row may have been committed: it keeps its recording.
    if (problem instanceof Problem) await discard(deps.storage, [audio.key]);
    throw problem;
  });
  if (start) await deps.starter.tryStart(start);
  else await discard(deps.storage, [audio.key]);
  const location = `/api/v1/tasks/${body.id}/extraction`;
  return { status: 202 as const, headers: { Location: location }, body };
}

/** @returns no start where the request was answered before */
async function accept(
  call: FormCall,
  id: string,
  fields: Map<string, string[]>,
  audio: StoredAudio,
) {
  const input = formToObject(fields, ['tags', 'prompts']);
  const { language = null, ...given } = parseInput(taskFieldsSchema, input, 'form');
  const name = given.name ?? nameOf(audio.fileName);
  const prompts = given.prompts.map((text) => ({ text }));
  const content = editTask({ ...given, name, prompts: [] }, { prompts }, newId);
  let start: WorkflowStart | null = null;
  const { body } = await createOnce(call, {
    request: [given, language, audio.sha256],
    id,
    status: 202,
    make: async (tx) => {
      start = await create(tx, { id, ownerId: call.user.id, content }, { ...audio, language });
      return { id, status: 'queued' as const, workflow_id: start.workflowId };
    },
  });
  return { body, start: start as WorkflowStart | null };
}

function nameOf(fileName: string): string {
  const name = fileName.replace(/\.[^.]*$/, '').trim();
  return [...name].slice(0, taskLimits.nameLetters).join('') || 'Recording';
}
