import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { grant, shelve } from '../../support/shelf.ts';

interface Page {
  count: number;
  next: string | null;
  next_cursor: string | null;
  current_page: number;
  results: { id?: string; audiobook?: { id: string }; note?: string }[];
}

const rows = 23;
const started = Date.now() - 3_600_000;

let api: TestApi;
let reader: Account;
let books: string[];
let added = 0;

beforeAll(async () => {
  api = await startApi();
  reader = await api.newUser();
  books = [];
  while (books.length < rows) await addEverywhere();
});

afterAll(() => api.stop());

/** One row more in each of the lists, which most of them have on top. */
async function addEverywhere(): Promise<void> {
  added += 1;
  // Every third has the time of the one before, so that ties are broken, too.
  const at = started + (added - (added % 3 === 0 ? 1 : 0)) * 1000;
  const id = await shelve(api, { title: `Book ${added % 7}`, durationSeconds: 1000 });
  await grant(api, reader.id, id);
  await reader.call('PUT', `/library/favorites/${id}`);
  const client_updated_at = new Date(at).toISOString();
  const is_completed = added % 2 === 0;
  await reader.post(`/progress/${id}`, { position_seconds: 1, client_updated_at, is_completed });
  const place = { position_seconds: added % 5 };
  await reader.post(`/audiobooks/${books[0] ?? id}/bookmarks`, place);
  books.push(id);
}

const lists = [
  ['/library', rows],
  ['/library?sort=oldest', rows],
  ['/library?sort=title', rows],
  ['/library?sort=listened', rows],
  ['/library/favorites', rows],
  ['/library/history', rows],
  ['/listening/history', rows],
  ['/listening/current', Math.ceil(rows / 2)],
  ['/library/currently-listening', Math.ceil(rows / 2)],
  ['/listening/completed', Math.floor(rows / 2)],
  ['bookmarks', rows],
] as const;

describe('pages while rows are being added', () => {
  it.each(lists)('of %s have each row once', async (name, atLeast) => {
    const list = name === 'bookmarks' ? `/audiobooks/${books[0]}/bookmarks` : name;
    const pathTo = (more: string) => `${list}${list.includes('?') ? '&' : '?'}page_size=4${more}`;
    const before = await reader.get<Page>(pathTo('&page_size=100').replace('page_size=4&', ''));
    const identify = ({ id, audiobook }: Page['results'][number]) => id ?? audiobook?.id ?? '';
    const there = before.body.results.map(identify);
    expect(there.length).toBeGreaterThanOrEqual(atLeast);
    const seen: string[] = [];
    let path: string | null = pathTo('');
    for (let page = 1; path !== null; page += 1) {
      const { status, body }: { status: number; body: Page } = await reader.get<Page>(path);
      expect([status, body.current_page]).toEqual([200, page]);
      seen.push(...body.results.map(identify));
      if (page === 2) await addEverywhere();
      // By the link in turn with the bare cursor: they say the same.
      const link: string | null = body.next && body.next.replace('http://lector.test/api/v1', '');
      path = page % 2 === 0 ? link : body.next_cursor && pathTo(`&cursor=${body.next_cursor}`);
      expect(link === null).toBe(body.next_cursor === null);
    }
    expect(seen.filter((id) => there.includes(id))).toEqual(there);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('refuse the cursor of another list', async () => {
    const { body } = await reader.get<Page>('/library?page_size=4');
    const other = await reader.get(`/library/favorites?cursor=${body.next_cursor}`);
    expect(other.status).toBe(422);
    expect((await reader.get(`/library?sort=title&cursor=${body.next_cursor}`)).status).toBe(422);
  });
});
