import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createOrm, type Orm } from '../../../../db/orm.config.ts';
import { searchCatalogue } from '../../../../db/repositories/search/search-catalogue.ts';
import { createDatabase } from '../../../support/databases.ts';

/** Audiobooks that have the word in their title, that have it in their tags, and in their description only. */
const [titled, tagged, described] = [35, 30, 40];
const all = titled + tagged + described;

const owner = '00000000-0000-7000-8000-000000000001';
const bookId = (n: string) => sql.raw(`lpad((${n})::text, 32, '0')::uuid`);
const rows = [
  sql`insert into users (id, email, username) values (${owner}, 'u@sample.invalid', 'u')`,
  sql`insert into audiobooks (id, owner_id, visibility, status, title, description, language, published_at, play_count)
    select ${bookId('n')}, ${owner}, 'store', 'published',
      case when n <= ${sql.lit(titled)} then 'A Comet and the ' || n else 'Of the Number ' || n end,
      case when n > ${sql.lit(titled + tagged)} then 'Nobody sees the comet.' else 'Nothing is to be seen.' end,
      case when n % 2 = 0 then 'en' else 'sv' end, now(), n * 7919 % 1000
    from generate_series(1, ${sql.lit(all)}) n`,
  sql`insert into tags (id, name) values (${owner}, 'comet')`,
  sql`insert into audiobook_tags (audiobook_id, tag_id, position)
    select ${bookId('n')}, ${owner}, 1 from generate_series(${sql.lit(titled + 1)}, ${sql.lit(titled + tagged)}) n`,
  sql`select refresh_audiobook_search(array(select id from audiobooks))`,
  sql`analyze`,
];

let orm: Orm;
beforeAll(async () => {
  orm = createOrm({ url: await createDatabase(), poolSize: 1 });
  for (const row of rows) await row.execute(orm.em.fork().getKysely());
});
afterAll(() => orm.close());

const first = { after: null, offset: 0, limit: 20 };
const search = (text: string, place: Parameters<typeof searchCatalogue>[3], filter = {}) =>
  searchCatalogue(orm.em.fork(), text, filter, place);
const numberOf = ({ id }: { id: string }) => Number(id.replaceAll('-', ''));

async function readAll(text: string, filter = {}): Promise<number[]> {
  const { found } = await search(text, { ...first, limit: 1000 }, filter);
  return found.map(numberOf);
}

/** What is there, the most played first, worked out here. */
function mostPlayed(from: number, to: number): number[] {
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const plays = (number: number) => (number * 7919) % 1000;
  return numbers.toSorted((a, b) => plays(b) - plays(a));
}

const queries = [
  ['one word', 'comet', {}, all],
  ['the beginning of a word', 'come', {}, all],
  ['two words', 'number comets', {}, tagged + described],
  ['words that say little', 'of the', {}, tagged + described],
  ['one word, narrowed', 'comet', { language: 'en' }, Math.floor(all / 2)],
] as const;

describe('a search', () => {
  it('has titles first, then tags, then descriptions, the most played of each first', async () => {
    expect(await readAll('comet ')).toEqual([
      ...mostPlayed(1, titled),
      ...mostPlayed(titled + 1, titled + tagged),
      ...mostPlayed(titled + tagged + 1, all),
    ]);
  });

  it.each(queries)('goes on behind what was seen: %s', async (_what, text, filter, count) => {
    const seen: number[] = [];
    let place: Parameters<typeof searchCatalogue>[3] = first;
    for (;;) {
      const page = await search(text, place, filter);
      expect(page.count).toBe(count);
      const shown = page.found.slice(0, place.limit);
      seen.push(...shown.map(numberOf));
      const last = shown.at(-1);
      if (page.found.length <= place.limit || !last) break;
      place = { after: { value: last.rank, id: last.id }, offset: 0, limit: first.limit };
    }
    expect(seen).toHaveLength(count);
    expect(seen).toEqual(await readAll(text, filter));
  });

  it.each(queries)('has the same by numbered pages: %s', async (_what, text, filter, count) => {
    const seen: number[] = [];
    for (let offset = 0; offset < count; offset += first.limit) {
      const page = await search(text, { ...first, offset }, filter);
      expect(page.count).toBe(count);
      seen.push(...page.found.slice(0, first.limit).map(numberOf));
    }
    expect(seen).toEqual(await readAll(text, filter));
  });

  it('has a title that begins as the query does before all others', async () => {
    expect((await readAll('a comet and the 7')).slice(0, 1)).toEqual([7]);
  });

  it('has a name before a tag, however much is played', async () => {
    const changes = [
      sql`insert into authors (id, name) values (${owner}, 'Hermine Comet')`,
      sql`insert into audiobook_authors (audiobook_id, author_id, position) values (${bookId(`${all}`)}, ${owner}, 1)`,
      sql`update audiobooks set play_count = 1e9 where id = ${bookId(`${titled + 1}`)}`,
      sql`select refresh_audiobook_search(array[${bookId(`${all}`)}])`,
    ];
    for (const change of changes) await change.execute(orm.em.fork().getKysely());
    expect((await readAll('comet')).slice(titled, titled + 2)).toEqual([all, titled + 1]);
  });

  it('takes a word that says little for the beginning of another only where it stands alone', async () => {
    expect(await readAll('her')).toEqual([all]);
    expect(await readAll('of her')).toEqual([]);
    expect(await readAll('of herm')).toEqual([all]);
  });
});
