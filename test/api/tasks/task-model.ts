import type { TaskBody } from '../../support/tasks.ts';

/** What a tenant's tasks must look like, kept by the test itself. */
export interface ModelTask {
  id: string;
  name: string;
  tags: string[];
  prompts: { id: string; text: string; state: 'accepted' | 'proposed' }[];
  /** Every state that it has had, the present one last. */
  history: Omit<ModelTask, 'id' | 'history'>[];
}

export function modelOf(body: TaskBody): ModelTask {
  const state = stateOf(body);
  return { id: body.id, ...state, history: [state] };
}

/** The task has another state now; where it is the same, nothing has happened. */
export function move(task: ModelTask, next: Partial<Omit<ModelTask, 'id' | 'history'>>): void {
  const { name, tags, prompts } = { ...task, ...next };
  const state = { name, tags, prompts };
  if (JSON.stringify(state) === JSON.stringify(task.history.at(-1))) return;
  Object.assign(task, state);
  task.history.push(state);
}

/** A task as it is answered, and as the model has it, in one shape. */
export function shownBody(body: TaskBody) {
  return { id: body.id, version: body.version, ...stateOf(body) };
}

export function shownModel({ id, name, tags, prompts, history }: ModelTask) {
  return { id, version: history.length, name, tags, prompts };
}

function stateOf({ name, tags, prompts }: Pick<TaskBody, 'name' | 'tags' | 'prompts'>) {
  return { name, tags, prompts: prompts.map(({ id, text, state }) => ({ id, text, state })) };
}
