import type { Em } from '../../db/orm.config.ts';
import type { AudiobookCard } from '../../db/repositories/catalogue/audiobook-cards.ts';
import { findSearched, type SearchedWords } from '../../db/repositories/search/found-words.ts';
import { excerptAround, foldedWords, markWords } from '../../domain/search/mark-words.ts';

const searchedCharacters = 2000;

/**
 * Marks in the texts of these audiobooks what was searched for.
 *
 * @returns HTML by the text's name, of those texts that have one of the words
 */
export async function highlighter(em: Em, searched: SearchedWords, cards: AudiobookCard[]) {
  const words = cards.flatMap((card) => Object.values(textsOf(card)).flatMap(foldedWords));
  const found = await findSearched(em, searched, words);
  return (card: AudiobookCard): Record<string, string> => {
    const { description, ...others } = textsOf(card);
    const marked = Object.entries({ ...others, description: excerptAround(description, found) });
    return Object.fromEntries(
      marked.flatMap(([name, text]) => {
        const html = text === null ? null : markWords(text, found);
        return html === null ? [] : [[name, html]];
      }),
    );
  };
}

function textsOf(card: AudiobookCard) {
  const names = (list: { name: string }[]) => list.map(({ name }) => name).join(', ');
  const joined = (texts: (string | null)[]) => texts.filter(Boolean).join(' · ');
  return {
    title: card.title,
    people: joined([names(card.authors), names(card.narrators), card.series_name]),
    shelves: joined([names(card.tags), names(card.genres)]),
    description: card.description.slice(0, searchedCharacters),
  };
}
