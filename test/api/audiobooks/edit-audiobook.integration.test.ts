import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { readPages } from '../../support/read-pages.ts';
import { shelveBook } from '../../support/shelved-book.ts';
import { waitFor } from '../../support/wait-for.ts';

interface Book {
  id: string;
  title: string;
  status: string;
  visibility: string;
  isbn: string | null;
  publisher: string | null;
  is_withdrawn: boolean;
  authors: { name: string }[];
  price: { amount: number; currency: string };
}

let api: TestApi;
/** Another process on the same database, as far as caches go. */
let other: TestApi;
let user: Account;
let stranger: Account;

beforeAll(async () => {
  api = await startApi();
  other = await startApi({
    DATABASE_URL: api.config.databaseUrl,
    LECTOR_ADMIN_EMAIL: api.admin.email,
    LECTOR_ADMIN_PASSWORD: api.admin.password,
  });
  [user, stranger] = [await api.newUser(), await api.newUser()];
});
afterAll(async () => {
  await other.stop();
  await api.stop();
});

const book = { title: 'Draft', authors: ['A. Uthor'], isbn: '0-306-40615-2', publisher: 'P' };

describe('drafts', () => {
  it("of an administrator are the store's, others' are private; strangers do not see them", async () => {
    const store = await api.admin.post<Book>('/audiobooks', { ...book, isbn: '9783161484100' });
    expect(store.status).toBe(201);
    expect(store.headers.get('location')).toBe(`/api/v1/audiobooks/${store.body.id}`);
    expect(store.body).toMatchObject({
      status: 'draft',
      visibility: 'store',
      isbn: '9783161484100',
    });
    const mine = await user.post<Book>('/audiobooks', { title: 'Mine' });
    expect(mine.body).toMatchObject({ visibility: 'private' });
    for (const { id } of [store.body, mine.body]) {
      expect((await stranger.get(`/audiobooks/${id}`)).status).toBe(404);
      expect((await api.guest.get(`/audiobooks/${id}`)).status).toBe(404);
    }
    expect((await user.get(`/audiobooks/${mine.body.id}`)).status).toBe(200);
  });

  it('need a title, an ISBN that is one and is not taken, and known ids', async () => {
    const refused = async (change: object) =>
      (await api.admin.post<{ error: string }>('/audiobooks', { ...book, ...change })).status;
    expect(await refused({ isbn: '9783161484101' })).toBe(422);
    expect(await refused({ isbn: '3-16-148410-X' })).toBe(409);
    expect(await refused({ title: ' ' })).toBe(422);
    expect(await refused({ title: 7 })).toBe(400);
    expect(await refused({ isbn: null, series: '01900000-0000-7000-8000-000000000000' })).toBe(422);
    expect(await refused({ isbn: null, role: 'admin' })).toBe(422);
    expect(await refused({ isbn: null, price: { amount: -1, currency: 'USD' } })).toBe(422);
  });
});

describe('changes', () => {
  it('replace all with PUT, some with PATCH', async () => {
    const made = await api.admin.post<Book>('/audiobooks', {
      title: 'Old',
      publisher: 'P',
      authors: ['X'],
    });
    const path = `/audiobooks/${made.body.id}`;
    const patched = await api.admin.call<Book>('PATCH', path, { body: { title: 'New' } });
    expect(patched.body).toMatchObject({ title: 'New', publisher: 'P', authors: [{ name: 'X' }] });
    const replaced = await api.admin.call<Book>('PUT', path, {
      body: { title: 'Whole', authors: ['Y'] },
    });
    expect(replaced.body).toMatchObject({
      title: 'Whole',
      publisher: null,
      authors: [{ name: 'Y' }],
    });
  });

  it('are refused where somebody else was faster: of 20 at once, one is written', async () => {
    const { body, headers } = await api.admin.post<Book>('/audiobooks', { title: 'Raced' });
    const tag = headers.get('etag') ?? '';
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        api.admin.call<Book>('PATCH', `/audiobooks/${body.id}`, {
          body: { title: `Title ${index}` },
          headers: { 'if-match': tag },
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(19);
  });

  it('are for those who may', async () => {
    const id = await shelveBook(api, { title: 'In the store' });
    for (const [method, path] of [
      ['PATCH', `/audiobooks/${id}`],
      ['DELETE', `/audiobooks/${id}`],
      ['POST', `/audiobooks/${id}/publish`],
    ] as const) {
      const body = method === 'PATCH' ? { body: { title: 'Mine now' } } : {};
      expect((await user.call(method, path, body)).status).toBe(403);
      expect((await api.guest.call(method, path, body)).status).toBe(401);
    }
  });
});

describe('withdrawal and publishing', () => {
  it('takes a book off the shelf and puts it back', async () => {
    const id = await shelveBook(api, { title: 'Withdrawn Wombat' });
    const listed = async () =>
      (await readPages<Book>(api.guest, '/audiobooks?page_size=100')).some((row) => row.id === id);
    expect((await api.admin.call('DELETE', `/audiobooks/${id}`)).status).toBe(204);
    await waitFor('the book to be gone from the list', async () => !(await listed()), 5000);
    const shown = await api.guest.get<Book>(`/audiobooks/${id}`);
    expect(shown.body).toMatchObject({ is_withdrawn: true });
    expect((await user.post('/cart/add', { audiobook_id: id })).status).toBe(404);
    const found = await api.guest.get<{ count: number }>('/audiobooks/search?q=wombat');
    expect(found.body.count).toBe(0);
    expect((await api.admin.call('POST', `/audiobooks/${id}/publish`)).status).toBe(200);
    await waitFor('the book to be back', listed, 5000);
  });

  it("puts a user's private book into the store, and leaves it in their library", async () => {
    const id = await shelveBook(api, { title: 'Given' }, { visibility: 'private', owner: user.id });
    expect((await stranger.get(`/audiobooks/${id}`)).status).toBe(404);
    const { status, body } = await api.admin.call<Book>('POST', `/audiobooks/${id}/publish`);
    expect([status, body.visibility]).toEqual([200, 'store']);
    expect((await stranger.get(`/audiobooks/${id}`)).status).toBe(200);
    const owned = await user.get<{ results: { audiobook: Book; order_id: string | null }[] }>(
      '/my-books',
    );
    expect(owned.body.results).toMatchObject([{ audiobook: { id }, order_id: null }]);
  });

  it('refuses to publish what has not been ingested', async () => {
    const { body } = await api.admin.post<Book>('/audiobooks', { title: 'Without a recording' });
    expect((await api.admin.call('POST', `/audiobooks/${body.id}/publish`)).status).toBe(409);
  });

  it('deletes a draft for good', async () => {
    const { body } = await user.post<Book>('/audiobooks', { title: 'Doomed' });
    expect((await user.call('DELETE', `/audiobooks/${body.id}`)).status).toBe(204);
    expect((await user.get(`/audiobooks/${body.id}`)).status).toBe(404);
  });
});

describe('conditional requests', () => {
  it('answer 304 until something changes, in every process', async () => {
    const id = await shelveBook(api, { title: 'Cached' });
    const path = `/audiobooks/${id}`;
    for (const process of [api, other]) await process.guest.get(path);
    const tag = (await other.guest.get(path)).headers.get('etag') ?? '';
    const unchanged = await other.guest.get(path, { 'if-none-match': tag });
    expect([unchanged.status, unchanged.body]).toEqual([304, '']);
    await api.admin.call('PATCH', path, { body: { title: 'Changed' } });
    const changed = await waitFor(
      'the other process to show the change',
      async () => {
        const answer = await other.guest.get<Book>(path, { 'if-none-match': tag });
        return answer.status === 200 && answer;
      },
      2000,
    );
    expect(changed.body.title).toBe('Changed');
  });

  it("are told apart by who is known: a private book is nobody else's", async () => {
    const { body } = await user.post<Book>('/audiobooks', { title: 'Secret' });
    const mine = await user.get(`/audiobooks/${body.id}`);
    expect(mine.headers.get('cache-control')).toBe('no-store');
    expect((await api.guest.get(`/audiobooks/${body.id}`)).status).toBe(404);
  });
});

describe('GET /admin/audiobooks', () => {
  it("has everybody's, in every status, for administrators", async () => {
    const { body } = await user.post<Book>('/audiobooks', { title: 'Somewhere' });
    const drafts = await readPages<Book>(api.admin, '/admin/audiobooks?status=draft&page_size=2');
    expect(drafts.map(({ id }) => id)).toContain(body.id);
    expect(new Set(drafts.map(({ status }) => status))).toEqual(new Set(['draft']));
    const privates = await readPages<Book>(api.admin, '/admin/audiobooks?visibility=private');
    expect(privates.map(({ id }) => id)).toContain(body.id);
    expect((await user.get('/admin/audiobooks')).status).toBe(403);
  });
});
