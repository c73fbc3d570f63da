import type { FoundPrompt } from './place-prompts.ts';
import { taskLimits, type Prompt, type TaskContent } from './task-content.ts';

/**
 * Puts what was found in a recording behind what is there, for the owner to accept or reject.
 *
 * @returns also how many were left out, for want of room
 */
export function proposePrompts(
  content: TaskContent,
  found: readonly FoundPrompt[],
  newId: () => string,
): { content: TaskContent; leftOut: number } {
  const prompts: Prompt[] = [...content.prompts];
  let letters = prompts.reduce((sum, { text }) => sum + text.length, 0);
  for (const { text, source } of found) {
    letters += text.length;
    const isFull = prompts.length >= taskLimits.prompts || letters > taskLimits.totalLetters;
    if (isFull) break;
    prompts.push({ id: newId(), text, state: 'proposed', source });
  }
  const leftOut = found.length - (prompts.length - content.prompts.length);
  return { content: { ...content, prompts }, leftOut };
}
