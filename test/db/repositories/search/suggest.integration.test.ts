import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createOrm, type Orm } from '../../../../db/orm.config.ts';
import { suggest } from '../../../../db/repositories/search/suggest.ts';
import { createDatabase } from '../../../support/databases.ts';

/** More than are looked at one by one, and titles beside them. */
const common = 700;
const rare = 30;

const owner = '00000000-0000-7000-8000-000000000001';
const rows = [
  sql`insert into users (id, email, username) values (${owner}, 'u@sample.invalid', 'u')`,
  sql`insert into audiobooks (id, owner_id, visibility, status, title, published_at, play_count)
    select gen_random_uuid(), ${owner}, 'store', 'published',
      case when n <= ${common} then 'Thé Common ' else 'The Rare ' end || n, now(), n * 7919 % 1000
    from generate_series(1, ${common + rare}) n`,
  sql`insert into authors (id, name, is_listed) select gen_random_uuid(), 'Théodora ' || n, true from generate_series(10, 40) n`,
  sql`select refresh_audiobook_search(array(select id from audiobooks))`,
  sql`analyze`,
];

let orm: Orm;
const ask = (typed: string, limit: number) => suggest(orm.em.fork(), typed, limit);
const texts = async (typed: string, limit = 10) =>
  (await ask(typed, limit)).map(({ text }) => text);

/** What is there, worked out here. */
function mostPlayed(from: number, to: number, count: number): string[] {
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const plays = (number: number) => (number * 7919) % 1000;
  return numbers
    .toSorted((a, b) => plays(b) - plays(a))
    .slice(0, count)
    .map((number) => (number <= common ? `Thé Common ${number}` : `The Rare ${number}`));
}

beforeAll(async () => {
  orm = createOrm({ url: await createDatabase(), poolSize: 1 });
  for (const row of rows) await row.execute(orm.em.fork().getKysely());
});
afterAll(() => orm.close());

describe('suggestions', () => {
  it.each([
    ['the comm', 1, common],
    ['THE RARE', common + 1, common + rare],
    ['the ', 1, common + rare],
  ])('are the most played of those that begin with %s', async (typed, from, to) => {
    expect(await texts(typed)).toEqual(mostPlayed(from, to, 10));
  });

  it('leave half of the places to people, whose names come in order', async () => {
    const authors = ['Théodora 10', 'Théodora 11', 'Théodora 12'];
    expect(await texts('the', 6)).toEqual([...mostPlayed(1, common + rare, 3), ...authors]);
  });

  it.each(['the%', 'the_c', String.raw`the\c`, 'xylo'])('are none for %s', async (typed) => {
    expect(await ask(typed, 10)).toEqual([]);
  });

  it('follow what is played', async () => {
    await sql`update audiobooks set play_count = 1e6 where title = 'Thé Common 5'`.execute(
      orm.em.fork().getKysely(),
    );
    expect((await texts('the c'))[0]).toBe('Thé Common 5');
  });
});
