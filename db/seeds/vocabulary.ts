import type { Draw } from './draw.ts';
import { adjectives, firstNames, lastNames, nouns, places } from './words.ts';

/** Words by how common they are, the most common first. */
export interface Vocabulary {
  adjectives: string[];
  adverbs: string[];
  nouns: string[];
  verbs: string[];
  firstNames: string[];
  lastNames: string[];
  places: string[];
}

/**
 * Ordinary words first, then those of the English word lists of faker, then tens of thousands that are put together:
 * compounds, and places called after people. What is rare in a catalogue is mostly names.
 */
export async function loadVocabulary(draw: Draw): Promise<Vocabulary> {
  // Loaded by who makes sample data, and by nobody else.
  const { faker } = await import('@faker-js/faker/locale/en');
  const { word, person, location } = faker.rawDefinitions;
  const { female = [], male = [] } = person?.first_name ?? {};
  const families = distinct(lastNames, draw.shuffled(person?.last_name?.generic ?? []));
  const given = distinct(firstNames, draw.shuffled([...female, ...male]));
  const endings = (location?.city_suffix ?? []).filter((ending) => /^[a-z]+$/.test(ending));
  const calledAfter = [...families, ...given].flatMap((name) =>
    endings.map((ending) => `${name}${ending}`),
  );
  const compounds = short(nouns).flatMap((first) =>
    short(nouns)
      .filter((second) => second !== first)
      .map((second) => `${first}${second.toLowerCase()}`),
  );
  return {
    adjectives: distinct(draw.shuffled(adjectives), draw.shuffled(plain(word?.adjective))),
    adverbs: draw.shuffled(plain(word?.adverb)),
    nouns: distinct(
      draw.shuffled(nouns),
      draw.shuffled(plain(word?.noun)),
      draw.shuffled(compounds),
    ),
    verbs: draw.shuffled(plain(word?.verb)),
    firstNames: given,
    lastNames: families,
    places: distinct(
      draw.shuffled(places),
      draw.shuffled(location?.city_name ?? []),
      draw.shuffled(calledAfter),
    ),
  };
}

/** One word each, of small letters; what ends like a plural has none. */
function plain(list: readonly string[] | null | undefined): string[] {
  return (list ?? []).filter((entry) => /^[a-z]+[a-rt-z]$/.test(entry)).map(capitalized);
}

function short(list: readonly string[]): string[] {
  return list.filter((entry) => entry.length < 6);
}

function distinct(...lists: (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}

function capitalized(entry: string): string {
  return entry.charAt(0).toUpperCase() + entry.slice(1);
}
