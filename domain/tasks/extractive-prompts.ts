import { salientSentences, wordWeights } from '../salient-sentences.ts';
import { splitSentences } from '../transcription/text/split-sentences.ts';
import type { PromptAnswer } from './prompt-answer.ts';

const sentencesWanted = 3;

/**
 * Prompts without a language model, for when none gives a usable answer: the sentences that carry the most of the
 * section's own recurring words, each quoting itself. Deterministic.
 */
export function extractPromptSentences(text: string, language: string | null): PromptAnswer {
  const sentences = splitSentences(text, language).filter((sentence) => sentence.length <= 500);
  const chosen = salientSentences(sentences, wordWeights(text), sentencesWanted);
  return { prompts: chosen.map((sentence) => ({ prompt: sentence, quote: sentence })) };
}
