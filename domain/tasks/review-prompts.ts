import type { Prompt, TaskContent } from './task-content.ts';
import { TaskEditRefused } from './task-edit-refused.ts';

/** Which of the proposed prompts. */
export type PromptChoice = { all: true } | { ids: string[] };

/** @throws TaskEditRefused for an id that is not among the prompts */
export function acceptPrompts(content: TaskContent, choice: PromptChoice): TaskContent {
  const isChosen = chooser(content.prompts, choice);
  const accept = (prompt: Prompt): Prompt =>
    isChosen(prompt) ? { ...prompt, state: 'accepted' } : prompt;
  return { ...content, prompts: content.prompts.map(accept) };
}

/**
 * Takes proposed prompts out; the versions keep them.
 *
 * @throws TaskEditRefused for an id that is not among the prompts, or of one that was accepted
 */
export function rejectPrompts(content: TaskContent, choice: PromptChoice): TaskContent {
  const isChosen = chooser(content.prompts, choice);
  const accepted = content.prompts.find(
    (prompt) => isChosen(prompt) && prompt.state === 'accepted',
  );
  if (accepted) throw new TaskEditRefused('ids', `${accepted.id} was accepted: delete it instead`);
  return { ...content, prompts: content.prompts.filter((prompt) => !isChosen(prompt)) };
}

function chooser(prompts: readonly Prompt[], choice: PromptChoice): (prompt: Prompt) => boolean {
  if ('all' in choice) return ({ state }) => state === 'proposed';
  const known = new Set(prompts.map(({ id }) => id));
  const unknown = choice.ids.findIndex((id) => !known.has(id));
  if (unknown >= 0) throw new TaskEditRefused(`ids.${unknown}`, 'no prompt of this task');
  const chosen = new Set(choice.ids);
  return ({ id }) => chosen.has(id);
}
