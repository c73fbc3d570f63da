import type { BookSummary } from './summary.ts';

const sentencesWanted = 3;
const fallbackTags = ['audiobook', 'narration', 'spoken word'];

/**
 * A summary without a language model, for when none gives a usable answer: the sentences that carry the most of the
 * text's own recurring words, in their order, and the three words that recur most (Luhn, 1958). Deterministic.
 */
export function extractSummary(text: string): BookSummary {
  const sentences = text.match(/[^.!?…。！？]+[.!?…。！？]*["'”’»]*/gu)?.map((s) => s.trim()) ?? [];
  const weights = wordWeights(text);
  const ranked = sentences
    .map((sentence, index) => ({ sentence, index, score: score(sentence, weights) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, sentencesWanted)
    .sort((a, b) => a.index - b.index);
  const summary = ranked
    .map(({ sentence }) => sentence)
    .join(' ')
    .slice(0, 2000)
    .trim();
  const telling = [...weights]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([word]) => word);
  const [tag1, tag2, tag3] = [...new Set([...telling, ...fallbackTags])] as [
    string,
    string,
    string,
  ];
  return { summary: summary || 'No summary could be made.', tags: [tag1, tag2, tag3] };
}

/** How often each telling word occurs. Short words stand in for a list of stop words in a language not known here. */
function wordWeights(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/\p{L}{5,50}/gu)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function score(sentence: string, weights: Map<string, number>): number {
  const words = sentence.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < 4) return 0;
  return words.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0) / words.length;
}
