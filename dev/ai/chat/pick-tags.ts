import { detectLanguage } from './detect-language.ts';
import { splitSentences } from './split-sentences.ts';
import { findTerms } from './terms.ts';

/**
 * The most telling terms of a text, lower case, all different, best first: TF × IDF over its paragraphs of ten
 * sentences, with the more weight the more often a word stands behind a determiner, as nouns do. Fewer than asked for
 * only where the text has no more terms.
 */
export function pickTags(text: string, count: number): string[] {
  const language = detectLanguage(text);
  const names = findNames(text);
  const sections = inTens(splitSentences(text));
  const scores = new Map<
    string,
    { text: string; uses: number; asNoun: number; sections: number }
  >();
  for (const section of sections) {
    const seen = new Set<string>();
    for (const term of findTerms(section, language)) {
      const score = scores.get(term.stem) ?? { text: term.text, uses: 0, asNoun: 0, sections: 0 };
      score.uses += 1;
      if (term.afterDeterminer) score.asNoun += 1;
      if (!seen.has(term.stem)) score.sections += 1;
      // The shorter form is the singular.
      if (term.text.length < score.text.length) score.text = term.text;
      seen.add(term.stem);
      scores.set(term.stem, score);
    }
  }
  return [...scores.values()]
    .map(({ text: tag, uses, asNoun, sections: found }) => {
      const rarity = Math.log(5 + sections.length / found);
      const noun = 0.5 + asNoun / uses;
      return { tag, score: uses * rarity * noun * (names.has(tag) ? 0.3 : 1) };
    })
    .sort((a, b) => b.score - a.score || a.tag.localeCompare(b.tag))
    .slice(0, count)
    .map(({ tag }) => tag);
}

function inTens(sentences: string[]): string[] {
  return Array.from({ length: Math.ceil(sentences.length / 10) }, (_, index) =>
    sentences.slice(index * 10, index * 10 + 10).join(' '),
  );
}

/** Words that are written with a capital inside sentences: people and places, which make poor tags. */
function findNames(text: string): Set<string> {
  const inside = text.matchAll(/(?<=[\p{Ll},;] )\p{Lu}\p{Ll}+/gu);
  return new Set(Array.from(inside, ([name]) => name.toLowerCase()));
}
