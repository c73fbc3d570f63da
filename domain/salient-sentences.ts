/**
 * The sentences of a text that carry the most of its own recurring words, in their order (Luhn, 1958). Deterministic.
 *
 * @param sentences what may be chosen
 * @param weights from `wordWeights` of the whole text
 */
export function salientSentences(
  sentences: readonly string[],
  weights: ReadonlyMap<string, number>,
  wanted: number,
): string[] {
  return sentences
    .map((sentence, index) => ({ sentence, index, score: score(sentence, weights) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, wanted)
    .sort((a, b) => a.index - b.index)
    .map(({ sentence }) => sentence);
}

/** How often each telling word occurs. Short words stand in for a list of stop words in a language not known here. */
export function wordWeights(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/\p{L}{5,50}/gu)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function score(sentence: string, weights: ReadonlyMap<string, number>): number {
  const words = sentence.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < 4) return 0;
  return words.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0) / words.length;
}
