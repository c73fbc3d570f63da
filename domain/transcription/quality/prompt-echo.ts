import { countSpokenLetters, letterKey } from '../text/letters.ts';
import { splitIntoUnits } from '../text/text-units.ts';

/** So much of the prompt in one run is the prompt itself, when it is this long: about a dozen words. */
const echoShare = 0.8;
const longEchoLetters = 60;
/** A shorter prompt is mostly title and author, which a narrator does read out. Then nothing else is said. */
const shareOfText = 0.5;

/**
 * Whether a model gave back its prompt in place of the speech: most of a long prompt, word for word, or a short
 * one that makes up most of the text. A title that the narrator reads is no echo.
 *
 * @param speechSeconds what the text was heard in: an echo is far shorter than the speech that it replaces.
 */
export function echoesPrompt(text: string, prompt: string, speechSeconds: number): boolean {
  const promptKeys = keysOf(prompt);
  const promptLetters = countSpokenLetters(promptKeys.join(''));
  if (promptLetters === 0) return false;
  const run = longestCommonRun(promptKeys, keysOf(text));
  const runLetters = countSpokenLetters(run.join(''));
  if (runLetters < echoShare * promptLetters) return false;
  if (runLetters >= longEchoLetters) return true;
  const secondsToSay = countSpokenLetters(text) / slowestLettersPerSecond;
  return runLetters > shareOfText * countSpokenLetters(text) && speechSeconds > secondsToSay;
}

/** Half of a calm narrator's pace. */
const slowestLettersPerSecond = 7;

function keysOf(text: string): string[] {
  return splitIntoUnits(text)
    .map((unit) => letterKey(unit.text))
    .filter(Boolean);
}

function longestCommonRun(a: readonly string[], b: readonly string[]): readonly string[] {
  let longest = 0;
  let stop = 0;
  let above = new Uint32Array(b.length + 1);
  for (const [row, key] of a.entries()) {
    const current = new Uint32Array(b.length + 1);
    for (const [column, other] of b.entries()) {
      if (key !== other) continue;
      const length = (above[column] ?? 0) + 1;
      current[column + 1] = length;
      if (length > longest) {
        longest = length;
        stop = row + 1;
      }
    }
    above = current;
  }
  return a.slice(stop - longest, stop);
}
