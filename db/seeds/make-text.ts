import type { Draw } from './draw.ts';
import type { Vocabulary } from './vocabulary.ts';
import { happened, questions, spans, wheres } from './words.ts';

/** A title such as there are; what stands in all titles of a kind are words that searches leave out. */
export function makeTitle(draw: Draw, vocabulary: Vocabulary): string {
  const adjective = () => draw.frequent(vocabulary.adjectives);
  const noun = () => draw.frequent(vocabulary.nouns);
  const place = () => draw.frequent(vocabulary.places);
  const name = () => draw.frequent(vocabulary.firstNames);
  return draw.one([
    () => `The ${adjective()} ${noun()}`,
    () => `${withArticle(noun())} of ${plural(noun())}`,
    () => `The ${noun()} of ${place()}`,
    () => `${adjective()} ${noun()}, ${adjective()} ${noun()}`,
    () => `The ${noun()} and the ${noun()}`,
    () => `${plural(noun())} from ${place()}`,
    () => `${draw.one(questions)} the ${noun()} ${draw.frequent(happened)}`,
    () => `${draw.whole(2, 99)} ${draw.frequent(spans)} in ${place()}`,
    () => `The ${adjective()} ${noun()}'s ${noun()}`,
    () => `${draw.one(wheres)} the ${adjective()} ${noun()}`,
    () => `${name()} and the ${noun()}`,
    () => `${name()} ${draw.frequent(vocabulary.lastNames)}`,
  ])();
}

/** Some sentences; as in any text, their common words are those that say little. */
export function makeDescription(draw: Draw, vocabulary: Vocabulary): string {
  const sentences = Array.from({ length: draw.whole(3, 6) }, () => sentence(draw, vocabulary));
  return sentences.join(' ');
}

function sentence(draw: Draw, vocabulary: Vocabulary): string {
  const lower = (words: readonly string[]) => draw.frequent(words).toLowerCase();
  const adjective = () => lower(vocabulary.adjectives);
  const adverb = () => lower(vocabulary.adverbs);
  const noun = () => lower(vocabulary.nouns);
  const verb = () => lower(vocabulary.verbs);
  const place = () => draw.frequent(vocabulary.places);
  const name = () => draw.frequent(vocabulary.firstNames);
  const family = () => draw.frequent(vocabulary.lastNames);
  return draw.one([
    () =>
      `When ${name()} is in ${place()} again, there is no ${noun()} for the ${noun()}, and they will not ${verb()} the ${adjective()} ${noun()}.`,
    () =>
      `${withArticle(adjective())} ${noun()}, ${withArticle(noun()).toLowerCase()}, and the ${adverb()} ${adjective()} ${noun()} between them.`,
    () =>
      `${name()} ${family()} has a ${noun()} that the ${noun()} of ${place()} will not ${verb()}, and was once too ${adjective()} to ${verb()}.`,
    () =>
      `Who was it that did ${verb()} the ${adjective()} ${noun()}, and what did ${name()} have against the ${plural(noun())} of ${place()}?`,
    () =>
      `This is all about ${name()} and ${name()}, the ${noun()} that they had, and how the ${adjective()} ${noun()} did not ${verb()} until it was over.`,
    () =>
      `Above the ${noun()} and below the ${adjective()} ${noun()}, ${name()} is about to ${verb()} what was only for the ${family()} ${plural(noun())}.`,
    () =>
      `There are more ${plural(noun())} than ${plural(noun())} here, but ${name()} is ${adverb()} ${adjective()}, and so is the ${noun()}.`,
  ])();
}

function withArticle(phrase: string): string {
  return `${/^[aeiou]/i.test(phrase) ? 'An' : 'A'} ${phrase}`;
}

function plural(noun: string): string {
  if (/(?:s|x|z|ch|sh)$/.test(noun)) return `${noun}es`;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}
