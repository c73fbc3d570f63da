import { editPrompts, type PromptChanges, type PromptList } from './edit-prompts.ts';
import { taskLimits, type TaskContent } from './task-content.ts';
import { TaskEditRefused } from './task-edit-refused.ts';

/** What stays as it is is left out. */
export interface TaskEdit {
  name?: string | undefined;
  category?: string | null | undefined;
  tags?: string[] | undefined;
  prompts?: PromptList | PromptChanges | undefined;
}

/** @throws TaskEditRefused for prompts that are not there, or would be too many or too long */
export function editTask(content: TaskContent, edit: TaskEdit, newId: () => string): TaskContent {
  const { name = content.name, category = content.category, tags = content.tags } = edit;
  if (edit.prompts === undefined) return { ...content, name, category, tags };
  const prompts = editPrompts(content.prompts, edit.prompts, newId);
  const letters = prompts.reduce((sum, { text }) => sum + text.length, 0);
  if (prompts.length > taskLimits.prompts) {
    throw new TaskEditRefused('prompts', `at most ${taskLimits.prompts} prompts`);
  }
  if (letters > taskLimits.totalLetters) {
    throw new TaskEditRefused('prompts', `at most ${taskLimits.totalLetters} characters in all`);
  }
  return { name, category, tags, prompts };
}
