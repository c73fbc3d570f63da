import type { Prompt } from './task-content.ts';
import { TaskEditRefused } from './task-edit-refused.ts';

/** The whole list anew: whatever has an id is the prompt of that id, whatever is missing goes. */
export type PromptList = { id?: string | undefined; text: string }[];

/** Positions count from 1, in the list that comes of it; without one, what is created stands at the end. */
export interface PromptChanges {
  create?: { text: string; position?: number | undefined }[] | undefined;
  update?: { id: string; text?: string | undefined; position?: number | undefined }[] | undefined;
  delete?: string[] | undefined;
}

/**
 * @returns the prompts in their new order
 * @throws TaskEditRefused for an id that is not among the prompts, or is named twice
 */
export function editPrompts(
  prompts: readonly Prompt[],
  edit: PromptList | PromptChanges,
  newId: () => string,
): Prompt[] {
  return Array.isArray(edit)
    ? replacePrompts(prompts, edit, newId)
    : changePrompts(prompts, edit, newId);
}

function replacePrompts(prompts: readonly Prompt[], list: PromptList, newId: () => string) {
  const find = finder(prompts);
  return list.map(({ id, text }, index) =>
    id === undefined ? written(newId(), text) : { ...find(id, `prompts.${index}.id`), text },
  );
}

function changePrompts(prompts: readonly Prompt[], changes: PromptChanges, newId: () => string) {
  const { create = [], update = [], delete: deleted = [] } = changes;
  const find = finder(prompts);
  const gone = new Set(deleted.map((id, index) => find(id, `prompts.delete.${index}`).id));
  const changed = new Map(
    update.map(({ id, text }, index) => {
      const prompt = find(id, `prompts.update.${index}.id`);
      return [prompt.id, text === undefined ? prompt : { ...prompt, text }] as const;
    }),
  );
  const placed: { prompt: Prompt; position: number }[] = [];
  for (const { id, position } of update) {
    const prompt = changed.get(id);
    if (position !== undefined && prompt) placed.push({ prompt, position });
  }
  const last: Prompt[] = [];
  for (const { text, position } of create) {
    const prompt = written(newId(), text);
    if (position === undefined) last.push(prompt);
    else placed.push({ prompt, position });
  }
  const moved = new Set(placed.map(({ prompt }) => prompt.id));
  const staying = prompts
    .filter(({ id }) => !gone.has(id) && !moved.has(id))
    .map((prompt) => changed.get(prompt.id) ?? prompt);
  return [...place(staying, placed), ...last];
}

/** In the order of their places, so that each stands where it was asked to after all are there. */
function place(staying: Prompt[], placed: { prompt: Prompt; position: number }[]): Prompt[] {
  const result = [...staying];
  for (const { prompt, position } of placed.toSorted((a, b) => a.position - b.position)) {
    result.splice(Math.min(position - 1, result.length), 0, prompt);
  }
  return result;
}

/** Finds each prompt once. */
function finder(prompts: readonly Prompt[]) {
  const left = new Map(prompts.map((prompt) => [prompt.id, prompt]));
  return (id: string, path: string): Prompt => {
    const prompt = left.get(id);
    if (!prompt) throw new TaskEditRefused(path, 'no prompt of this task, or named twice');
    left.delete(id);
    return prompt;
  };
}

function written(id: string, text: string): Prompt {
  return { id, text, state: 'accepted', source: null };
}
