import { Problem } from '../http/problem.ts';

/**
 * @returns the code that was given, or null where the model is to tell
 * @throws Problem `validation_failed` where it may not, and there is none
 */
export function readLanguage(
  given: { language_code?: string | undefined; auto_detect: boolean },
  where: 'form' | 'body',
): string | null {
  if (given.language_code === undefined && !given.auto_detect) {
    const message = 'needed where auto_detect is false';
    const details = [{ path: `${where}.language_code`, message }];
    throw new Problem('validation_failed', { details });
  }
  return given.language_code ?? null;
}
