import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { readPages } from '../../support/read-pages.ts';
import { waitFor } from '../../support/wait-for.ts';
import { shelveBook } from '../../support/shelved-book.ts';

interface Shelf {
  id: string;
  name: string;
  audiobook_count: number;
}

let api: TestApi;
let user: Account;
beforeAll(async () => {
  api = await startApi();
  user = await api.newUser();
  await shelveBook(api, {
    title: 'One',
    authors: ['Zoë Ahn'],
    narrators: ['Zoë Ahn'],
    genres: ['Zoë Ahn'],
    tags: ['Zoë Ahn'],
    series: 'Zoë Ahn',
  });
});
afterAll(() => api.stop());

describe.each(['authors', 'narrators', 'genres', 'tags', 'series'])('%s', (kind) => {
  it('are listed with how many audiobooks they have, and read one by one', async () => {
    const [row] = await readPages<Shelf>(api.guest, `/${kind}?q=zoe`);
    expect(row).toMatchObject({ name: 'Zoë Ahn', audiobook_count: 1 });
    expect((await api.guest.get<Shelf>(`/${kind}/${row?.id}`)).body).toEqual(row);
  });

  it('are added, replaced and removed by administrators', async () => {
    const made = await api.admin.post<Shelf>(`/${kind}`, { name: `New of ${kind}` });
    expect(made.status).toBe(201);
    const path = `/${kind}/${made.body.id}`;
    expect(made.headers.get('location')).toBe(`/api/v1${path}`);
    expect((await api.admin.post(`/${kind}`, { name: `NEW of ${kind}` })).status).toBe(409);
    const headers = { 'if-match': made.headers.get('etag') ?? '' };
    const renamed = await api.admin.call<Shelf>('PUT', path, {
      body: { name: 'Renamed' },
      headers,
    });
    expect(renamed.body).toMatchObject({ name: 'Renamed', audiobook_count: 0 });
    const late = await api.admin.call('PUT', path, { body: { name: 'Late' }, headers });
    expect(late.status).toBe(412);
    expect((await user.call('DELETE', path)).status).toBe(403);
    expect((await api.admin.call('DELETE', path)).status).toBe(204);
    expect((await api.guest.get(path)).status).toBe(404);
  });

  it('page without a gap or a repeat while others are added', async () => {
    for (const name of ['b', 'c', 'd', 'e']) await api.admin.post(`/${kind}`, { name });
    const before = (await readPages<Shelf>(api.guest, `/${kind}`)).map(({ id }) => id);
    let added = 0;
    const add = () => api.admin.post(`/${kind}`, { name: `a${(added += 1)}` });
    const read = (await readPages<Shelf>(api.guest, `/${kind}?page_size=2`, add)).map(
      ({ id }) => id,
    );
    expect(read.filter((id) => before.includes(id))).toEqual(before);
    expect(new Set(read).size).toBe(read.length);
  });
});

describe('removal', () => {
  it('is refused while there are audiobooks', async () => {
    for (const kind of ['authors', 'narrators', 'genres', 'tags']) {
      const [row] = await readPages<Shelf>(api.guest, `/${kind}?q=zoe`);
      expect((await api.admin.call('DELETE', `/${kind}/${row?.id}`)).status).toBe(409);
    }
  });
});

describe('names of private audiobooks', () => {
  it('are nobody else’s business until one of them is for sale', async () => {
    const names = ['Ottilie Quince'];
    const id = await shelveBook(
      api,
      {
        ...{ title: 'Mine', authors: names, narrators: names, genres: names, tags: names },
        series: 'Ottilie Quince',
      },
      { visibility: 'private', owner: user.id },
    );
    const seen = async () => {
      const kinds = ['authors', 'narrators', 'genres', 'tags', 'series'];
      const lists = await Promise.all(
        kinds.map((kind) => readPages<Shelf>(api.guest, `/${kind}?q=ottilie`)),
      );
      const suggested = await api.guest.get<{ suggestions: { text: string }[] }>(
        '/audiobooks/suggestions?q=ottilie',
      );
      return [...lists, suggested.body.suggestions].map((found) => found.length);
    };
    expect(await seen()).toEqual([0, 0, 0, 0, 0, 0]);
    expect((await api.admin.call('POST', `/audiobooks/${id}/publish`)).status).toBe(200);
    await waitFor('the names', async () => (await seen()).every((count) => count > 0), 5000);
    expect((await api.admin.call('DELETE', `/audiobooks/${id}`)).status).toBe(204);
    expect((await seen()).slice(0, 5)).toEqual([1, 1, 1, 1, 1]);
  });
});

describe('following an author', () => {
  it('is done once, seen in the list and in what is recommended, and undone', async () => {
    const [author] = await readPages<Shelf>(api.guest, '/authors?q=zoe');
    const path = `/authors/${author?.id}/follow`;
    expect((await user.call('PUT', path)).status).toBe(204);
    expect((await user.call('PUT', path)).status).toBe(204);
    const followed = await readPages<Shelf>(user, '/users/me/followed-authors');
    expect(followed).toMatchObject([{ id: author?.id, name: 'Zoë Ahn' }]);
    const recommended = await user.get<{ results: { title: string }[] }>('/audiobooks/recommended');
    expect(recommended.body.results[0]?.title).toBe('One');
    expect((await user.call('DELETE', path)).status).toBe(204);
    expect(await readPages(user, '/users/me/followed-authors')).toEqual([]);
    const unknown = '/authors/01900000-0000-7000-8000-000000000000/follow';
    expect((await user.call('PUT', unknown)).status).toBe(404);
  });
});
