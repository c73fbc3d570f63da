import { z } from 'zod';
import { roundSeconds } from '../transcription/stitching/round-seconds.ts';
import { locateQuote, type LocatedQuote } from './locate-quote.ts';
import type { PromptAnswer } from './prompt-answer.ts';
import type { PromptSource } from './task-content.ts';
import type { TimedUnit } from './timed-units.ts';

export interface FoundPrompt {
  text: string;
  source: PromptSource;
}

/** Loudness is measured in frames of 20 ms, and providers round: this much wider, a span certainly has its words. */
const marginSeconds = 0.1;

/**
 * Gives each prompt the time of its quote, in the order of the recording.
 *
 * @returns also the quotes that are not in the transcript: their prompts are dropped
 */
export function placePrompts(
  { prompts }: PromptAnswer,
  units: readonly TimedUnit[],
  degraded: boolean,
): { found: FoundPrompt[]; unknownQuotes: string[] } {
  const found: FoundPrompt[] = [];
  const unknownQuotes: string[] = [];
  for (const { prompt, quote } of prompts) {
    const located = locateQuote(quote, units);
    if (located) found.push({ text: prompt, source: { ...widen(located), degraded } });
    else unknownQuotes.push(quote);
  }
  return {
    found: found.sort((a, b) => a.source.startSeconds - b.source.startSeconds),
    unknownQuotes,
  };
}

/** The end may lie beyond the recording's by as much: players stop there. */
function widen({ quote, startSeconds, endSeconds }: LocatedQuote): LocatedQuote {
  return {
    quote,
    startSeconds: roundSeconds(Math.max(0, startSeconds - marginSeconds)),
    endSeconds: roundSeconds(endSeconds + marginSeconds),
  };
}

/**
 * An answer whose quotes are all made up is no use; of one that has some right, the rest is dropped.
 *
 * @throws ZodError that names them, for the model to read
 */
export function requireSomeQuote(answer: PromptAnswer, units: readonly TimedUnit[]): void {
  const { found, unknownQuotes } = placePrompts(answer, units, false);
  if (found.length > 0 || unknownQuotes.length === 0) return;
  const message = `not in the transcript, letter by letter: ${JSON.stringify(unknownQuotes)}`;
  throw new z.ZodError([{ code: 'custom', path: ['prompts'], message, input: answer }]);
}
