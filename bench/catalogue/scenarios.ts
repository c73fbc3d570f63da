import type { Em } from '../../db/orm.config.ts';
import { findCard, findCardsById } from '../../db/repositories/catalogue/audiobook-cards.ts';
import { countShelf, listShelf } from '../../db/repositories/catalogue/catalogue.ts';
import { searchCatalogue } from '../../db/repositories/search/search-catalogue.ts';
import { suggest } from '../../db/repositories/search/suggest.ts';
import { createSeededRandom } from '../../domain/seeded-random.ts';
import type { BenchRequest } from '../measured.ts';
import type { CatalogueWorld } from './prepare-catalogue.ts';

export interface Scenario {
  name: string;
  /** The same kind of request, drawn in different ways. */
  http: Record<string, (number: number) => BenchRequest>;
  /** What the API asks of the database for one request; null where that depends on the one before. */
  ask: ((em: Em) => Promise<unknown>) | null;
}

const commonOnes = 1000;
const firstPage = { after: null, offset: 0, limit: 20 };

export function makeScenarios(world: CatalogueWorld): Scenario[] {
  const random = createSeededRandom(1);
  const one = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random() * items.length)] as Item;
  const encode = encodeURIComponent;
  let fresh = 0;
  /** A parameter that nobody has asked with before: no answer is there yet. */
  const unheard = () =>
    `released_after=${new Date((fresh += 1) * 86_400_000).toISOString().slice(0, 10)}`;

  /** Every request another one, and requests drawn from a thousand that were made beforehand. */
  function ways(make: () => string, makeFresh = make): Scenario['http'] {
    const common = Array.from({ length: commonOnes }, make);
    return {
      'all different': () => ({ method: 'GET', path: makeFresh() }),
      'of a thousand': () => ({ method: 'GET', path: one(common) }),
    };
  }

  const sort = () => one(['newest', 'popular', 'rating', 'title', 'duration', 'price'] as const);
  const page = () => 1 + Math.floor(random() ** 3 * 50);
  const words = () =>
    one(world.titles)
      .split(/[^\p{L}]+/u)
      .filter((word) => word.length > 2);
  const query = () => words().slice(0, 2).join(' ');
  const beginning = () => one(world.titles).slice(0, 2 + Math.floor(random() * 6));

  return [
    {
      name: 'browse',
      http: ways(
        () => `/audiobooks?sort=${sort()}&page=${page()}`,
        () => `/audiobooks?sort=${sort()}&page=${page()}&${unheard()}`,
      ),
      ask: async (em) => {
        const rows = await listShelf(em, {}, sort(), firstPage);
        await findCardsById(
          em,
          rows.map(({ id }) => id),
        );
      },
    },
    {
      name: 'filter',
      http: ways(
        () => `/audiobooks?genre=${encode(one(world.genres))}&sort=${sort()}&min_rating=3`,
        () => `/audiobooks?genre=${encode(one(world.genres))}&sort=${sort()}&${unheard()}`,
      ),
      ask: async (em) => {
        const filter = { genre: one(world.genres), minRating: 3 };
        const rows = await listShelf(em, filter, sort(), firstPage);
        await countShelf(em, filter);
        await findCardsById(
          em,
          rows.map(({ id }) => id),
        );
      },
    },
    {
      name: 'author',
      http: ways(() => `/audiobooks?author=${encode(one(world.authors))}`),
      ask: async (em) => {
        const filter = { author: one(world.authors) };
        const rows = await listShelf(em, filter, 'newest', firstPage);
        await countShelf(em, filter);
        await findCardsById(
          em,
          rows.map(({ id }) => id),
        );
      },
    },
    {
      name: 'search',
      http: ways(() => `/audiobooks/search?q=${encode(query())}`),
      ask: async (em) => {
        const { found } = await searchCatalogue(em, query(), {}, firstPage);
        await findCardsById(
          em,
          found.map(({ id }) => id),
        );
      },
    },
    {
      name: 'suggest',
      http: ways(() => `/audiobooks/suggestions?q=${encode(beginning())}`),
      ask: (em) => suggest(em, beginning(), 10),
    },
    {
      name: 'detail',
      http: ways(() => `/audiobooks/${one(world.bookIds)}`),
      ask: (em) => findCard(em, one(world.bookIds)),
    },
    progress(world, one),
  ];
}

/** Every reader listens to a book of theirs and reports every few seconds; always written, never from memory. */
function progress(world: CatalogueWorld, one: <Item>(items: readonly Item[]) => Item): Scenario {
  let clock = Date.now() - 86_400_000;
  return {
    name: 'progress write',
    http: {
      'all different': (number) => ({
        method: 'POST',
        path: `/progress/${one(world.ownedIds)}`,
        token: world.tokens[number % world.tokens.length] ?? '',
        body: {
          position_seconds: Math.floor(Math.random() * 2000),
          client_updated_at: new Date((clock += 100)).toISOString(),
        },
      }),
    },
    ask: null,
  };
}
