import { salientSentences, wordWeights } from './salient-sentences.ts';
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
  const summary = salientSentences(sentences, weights, sentencesWanted)
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
