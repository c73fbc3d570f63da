import { damagedToken } from '../../tone/word-code.ts';
import { splitSentences } from './split-sentences.ts';
import { findTerms } from './terms.ts';
import { detectLanguage } from './detect-language.ts';

const maxSentences = 3;
/** Shorter ones are headings and exclamations; longer ones don't fit a summary. */
const minWords = 8;
const maxWords = 45;
/** Such a sentence leans on the one before it. */
const startsWithPronoun = /^(he|she|it|they|this|that|these|those|then|but|and|so|or|instead)\b/i;

/**
 * One paragraph of up to three sentences, all of them taken from the text, in its order. Extractive, by SumBasic: the
 * sentence whose terms are the most probable is taken, its terms become less probable, and so on, so that the next one
 * says something else. Longer and earlier sentences weigh a little more than there.
 *
 * Source: Nenkova and Vanderwende, "The Impact of Frequency on Summarization" (2005).
 */
export function summarize(text: string): string {
  const language = detectLanguage(text);
  const sentences = splitSentences(text).filter((sentence) => !sentence.includes(damagedToken));
  const candidates = sentences
    .map((sentence, position) => ({
      sentence,
      position,
      stems: [...new Set(findTerms(sentence, language).map(({ stem }) => stem))],
    }))
    .filter(({ sentence, stems }) => isTelling(sentence) && stems.length > 1);
  if (candidates.length === 0) return sentences.slice(0, maxSentences).join(' ');

  const probability = termProbabilities(text, language);
  const chosen = new Set<(typeof candidates)[number]>();
  while (chosen.size < Math.min(maxSentences, candidates.length)) {
    const best = candidates
      .filter((candidate) => !chosen.has(candidate))
      .map((candidate) => ({ candidate, score: score(candidate, probability, sentences.length) }))
      .reduce((a, b) => (b.score > a.score ? b : a)).candidate;
    chosen.add(best);
    for (const stem of best.stems) probability.set(stem, (probability.get(stem) ?? 0) ** 2);
  }
  return [...chosen]
    .sort((a, b) => a.position - b.position)
    .map(({ sentence }) => sentence)
    .join(' ');
}

function score(
  { sentence, stems, position }: { sentence: string; stems: string[]; position: number },
  probability: Map<string, number>,
  sentenceCount: number,
): number {
  const sum = stems.reduce((total, stem) => total + (probability.get(stem) ?? 0), 0);
  const dangling = startsWithPronoun.test(sentence) ? 0.5 : 1;
  return (sum / Math.sqrt(stems.length)) * (1.5 - position / sentenceCount) * dangling;
}

function termProbabilities(text: string, language: string): Map<string, number> {
  const terms = findTerms(text, language);
  const counts = new Map<string, number>();
  for (const { stem } of terms) counts.set(stem, (counts.get(stem) ?? 0) + 1 / terms.length);
  return counts;
}

/** Long enough to tell something, and no speech or question, which needs its surroundings. */
function isTelling(sentence: string): boolean {
  const words = sentence.split(' ').length;
  const scripts = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}]/u.test(sentence);
  if (scripts) return sentence.length >= 10 && sentence.length <= 200;
  return words >= minWords && words <= maxWords && !/["“”«»?]/.test(sentence);
}
