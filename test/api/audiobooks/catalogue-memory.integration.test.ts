import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CardCache } from '../../../api/audiobooks/card-cache.ts';
import { CatalogueLists } from '../../../api/audiobooks/catalogue-lists.ts';
import { CatalogueMirror } from '../../../api/audiobooks/catalogue-mirror.ts';
import { NamedIds } from '../../../api/audiobooks/named-ids.ts';
import { Audiobook } from '../../../db/entities/audiobook.ts';
import { User } from '../../../db/entities/user.ts';
import { newId } from '../../../db/new-id.ts';
import { createOrm, type Orm } from '../../../db/orm.config.ts';
import { findCardsById } from '../../../db/repositories/catalogue/audiobook-cards.ts';
import type { NamedTable } from '../../../db/repositories/catalogue/names.ts';
import { countShelf, listShelf } from '../../../db/repositories/catalogue/catalogue.ts';
import { editAudiobook, lockAudiobook } from '../../../db/repositories/catalogue/edit-audiobook.ts';
import { lockShelf, replaceShelf } from '../../../db/repositories/catalogue/shelves.ts';
import { seedSampleData } from '../../../db/seeds/seed-sample-data.ts';
import { transact } from '../../../db/transaction.ts';
import { catalogueSorts } from '../../../domain/catalogue/catalogue-sorts.ts';
import type { CatalogueFilter } from '../../../domain/catalogue/listed-book.ts';
import { createChangeFeed, type ChangeFeed } from '../../../platform/change-feed.ts';
import { createDatabase } from '../../support/databases.ts';
import { notedLog } from '../../support/noted-log.ts';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import { waitFor } from '../../support/wait-for.ts';

const { log } = notedLog();
let orm: Orm;
let proxy: TcpProxy;
let feed: ChangeFeed;
let mirror: CatalogueMirror;
let lists: CatalogueLists;
let cards: CardCache;
const em = () => orm.em.fork();
const first = { after: null, offset: 0, limit: 20 };

beforeAll(async () => {
  const url = await createDatabase();
  orm = createOrm({ url });
  const ownerId = newId();
  const users = em();
  users.persist(users.create(User, { id: ownerId, email: 'o@sample.invalid', username: 'owner' }));
  await users.flush();
  const proxied = new URL(url);
  proxy = await startTcpProxy(proxied.host);
  proxied.host = proxy.address;
  feed = createChangeFeed(proxied.href, log);
  mirror = new CatalogueMirror(feed, { orm, log });
  lists = new CatalogueLists(mirror, new NamedIds(feed));
  cards = new CardCache(feed, em, (error) => log.error({ err: error }, 'cards'));
  await isCurrent();
  await seedSampleData(url, {
    ...{ ownerId, books: 400, users: 40, sessions: 400, reviews: 300, seed: 1 },
    report: () => undefined,
  });
}, 60_000);

afterAll(async () => {
  await feed[Symbol.asyncDispose]();
  await mirror[Symbol.asyncDispose]();
  await proxy.close();
  await orm.close();
});

const isCurrent = () => waitFor('the catalogue in memory', async () => mirror.current());
/** Of so many books, with no change still to come. */
const holds = (books: number) =>
  waitFor(`${books} books in memory`, async () => mirror.current()?.size === books);

beforeEach(() => holds(400));

async function oneOf(table: NamedTable): Promise<string> {
  const named = em().getKysely().selectFrom(table).select('name').orderBy('name').limit(1);
  return (await named.executeTakeFirstOrThrow()).name;
}

async function compare(filter: CatalogueFilter): Promise<number> {
  const expectedCount = await countShelf(em(), filter);
  for (const sort of catalogueSorts) {
    const limit = 20;
    let after: { value: string | number; id: string } | null = null;
    for (let page = 0; page < 30; page += 1) {
      const place = { after, offset: 0, limit };
      const remembered = await lists.list(em(), { filter, sort, place });
      const read = await listShelf(em(), filter, sort, place);
      expect({ sort, ...remembered }).toEqual({ sort, count: expectedCount, rows: read });
      const last = read.length > limit ? read.at(-2) : undefined;
      if (!last) break;
      after = { value: last.key, id: last.id };
    }
  }
  return expectedCount;
}

async function edit(id: string, changes: Parameters<typeof editAudiobook>[2]): Promise<void> {
  await transact(em(), async (tx) => {
    const book = await lockAudiobook(tx, id);
    if (book) await editAudiobook(tx, book, changes);
  });
}

const anyBook = async () => (await listShelf(em(), {}, 'newest', first))[0]?.id ?? '';

describe('lists out of memory', () => {
  it.each<[string, () => Promise<CatalogueFilter>]>([
    ['all', async () => ({})],
    ['a genre', async () => ({ genre: await oneOf('genres') })],
    ['a genre in other letters', async () => ({ genre: (await oneOf('genres')).toUpperCase() })],
    ['an author', async () => ({ author: await oneOf('authors') })],
    [
      'a narrator and a language',
      async () => ({ narrator: await oneOf('narrators'), language: 'en' }),
    ],
    ['a tag and a rating', async () => ({ tag: await oneOf('tags'), minRating: 3.5 })],
    ['a series', async () => ({ series: await oneOf('series') })],
    ['durations', async () => ({ minDurationSeconds: 20_000, maxDurationSeconds: 40_000 })],
    ['days', async () => ({ releasedAfter: '2015-01-01', releasedBefore: '2022-12-31' })],
  ])('of %s are those of the database, page by page, in each order', async (_what, filter) => {
    expect(await compare(await filter())).toBeGreaterThan(0);
  });

  it('are empty for a name that there is not', async () => {
    expect(
      await lists.list(em(), { filter: { genre: 'none' }, sort: 'newest', place: first }),
    ).toEqual({
      count: 0,
      rows: [],
    });
  });

  it('follow an edit: another title, other genres, another price', async () => {
    const id = await anyBook();
    await edit(id, { title: 'Ångström first', genres: ['Freshly made'], priceMinor: 1 });
    const filter = { genre: 'freshly MADE' };
    await waitFor(
      'the edit',
      async () =>
        mirror.current()?.list({
          ...{ facets: [], range: {}, sort: 'price', ...first, limit: 1 },
        }).rows[0]?.id === id,
    );
    expect(await lists.list(em(), { filter, sort: 'title', place: first })).toEqual({
      count: 1,
      rows: [{ id, key: 'angstrom first' }],
    });
    await compare({});
  });

  it('lose what is withdrawn and get it back', async () => {
    const id = await anyBook();
    await em().nativeUpdate(Audiobook, { id }, { withdrawnAt: new Date() });
    await holds(399);
    expect(await compare({})).toBe(399);
    await em().nativeUpdate(Audiobook, { id }, { withdrawnAt: null });
    await holds(400);
    expect(await compare({})).toBe(400);
  });

  it('follow plays and ratings a moment later', async () => {
    const id = await anyBook();
    await em().nativeUpdate(Audiobook, { id }, { playCount: 1_000_000 });
    await waitFor('the most played', async () => {
      const { rows } = await lists.list(em(), { filter: {}, sort: 'popular', place: first });
      return rows[0]?.id === id && rows[0].key === 1_000_000;
    });
    expect(await compare({})).toBe(400);
  });

  it('know a genre by its new name at once, and not by the old one', async () => {
    const name = await oneOf('genres');
    const filter = { genre: name };
    const before = await lists.list(em(), { filter, sort: 'newest', place: first });
    const shelf = await em()
      .getKysely()
      .selectFrom('genres')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    await transact(em(), async (tx) => {
      await lockShelf(tx, 'genres', shelf.id);
      await replaceShelf(tx, 'genres', shelf.id, { name: 'Renamed' });
    });
    await waitFor('the new name', async () => {
      const { count } = await lists.list(em(), { filter, sort: 'newest', place: first });
      return count === 0;
    });
    expect(
      await lists.list(em(), { filter: { genre: 'renamed' }, sort: 'newest', place: first }),
    ).toEqual(before);
  });
});

describe('while changes are not heard of', () => {
  it('lists come from the database, cards too, and all is taken up anew afterwards', async () => {
    const id = await anyBook();
    await cards.find([id]);
    proxy.cut();
    await waitFor('the loss', async () => !feed.isListening());
    expect(mirror.current()).toBeNull();
    await edit(id, { title: 'Unheard', priceMinor: 0 });
    const { rows } = await lists.list(em(), { filter: {}, sort: 'price', place: first });
    expect(rows[0]).toEqual({ id, key: 0 });
    expect((await cards.findOne(id))?.title).toBe('Unheard');
    proxy.restore();
    await isCurrent();
    await compare({});
  });
});

describe('cards', () => {
  const titleOf = async (id: string) => (await cards.findOne(id))?.title;

  it('are those of the database, and the same ones until something changes', async () => {
    const ids = (await listShelf(em(), {}, 'title', first)).map((row) => row.id);
    const found = await cards.find(ids);
    expect(found).toEqual(await findCardsById(em(), ids));
    expect(await cards.findOne((ids[0] ?? '').toUpperCase())).toBe(found.get(ids[0] ?? ''));
  });

  it('follow an edit of the book, its ratings and the name of its author', async () => {
    const id = await anyBook();
    expect(await titleOf(id)).not.toBe('Edited');
    await edit(id, { title: 'Edited', authors: ['Somebody New'] });
    await waitFor('the title', async () => (await titleOf(id)) === 'Edited');
    await em().nativeUpdate(Audiobook, { id }, { ratingCount: 77 });
    await waitFor('the ratings', async () => (await cards.findOne(id))?.rating_count === 77);
    await em()
      .getKysely()
      .updateTable('authors')
      .set({ name: 'Somebody Else' })
      .where('name', '=', 'Somebody New')
      .execute();
    await waitFor(
      'the author',
      async () => (await cards.findOne(id))?.authors[0]?.name === 'Somebody Else',
    );
  });

  it('of what is not for sale are never kept', async () => {
    const id = await anyBook();
    await em().nativeUpdate(Audiobook, { id }, { visibility: 'private' });
    await holds(399);
    const card = await cards.findOne(id);
    expect(await cards.findOne(id)).not.toBe(card);
    await em().nativeUpdate(Audiobook, { id }, { visibility: 'store' });
  });
});
