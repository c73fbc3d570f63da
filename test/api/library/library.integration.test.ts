import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type { libraryItemSchema, libraryPageSchema } from '../../../api/library/schema.ts';
import { Audiobook } from '../../../db/entities/audiobook.ts';
import { Entitlement } from '../../../db/entities/entitlement.ts';
import { newId } from '../../../db/new-id.ts';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { grant, shelve } from '../../support/shelf.ts';

type Item = z.infer<typeof libraryItemSchema>;
type Page = z.infer<typeof libraryPageSchema>;

let api: TestApi;
let reader: Account;
let stranger: Account;

beforeAll(async () => {
  api = await startApi();
  stranger = await api.newUser();
});

afterAll(() => api.stop());

beforeEach(async () => {
  reader = await api.newUser();
});

async function titles(query = '', who = reader): Promise<string[]> {
  const { status, body } = await who.get<Page>(`/library${query}`);
  if (status !== 200) throw new Error(`The library answered ${status}: ${JSON.stringify(body)}`);
  expect(body.count).toBe(body.results.length);
  return body.results.map((item) => item.audiobook.title);
}

function put(id: string, body?: object) {
  return reader.post<Item>(`/library/${id}`, body);
}

describe('the library', () => {
  it('has what is bought and what is uploaded for oneself by itself; a refund takes it out', async () => {
    const bought = await shelve(api, { title: 'bought', durationSeconds: 60 });
    const wished = await shelve(api, { title: 'wished' });
    await shelve(api, { title: 'mine', owner: reader.id, visibility: 'private' });
    await shelve(api, { title: 'not mine', owner: stranger.id, visibility: 'private' });
    await put(wished);
    for (const id of [bought, wished]) await grant(api, reader.id, id);
    const { body } = await reader.get<Page>('/library?sort=title');
    expect(
      body.results.map((item) => [item.audiobook.title, item.source, item.may_listen]),
    ).toEqual([
      ['bought', 'purchased', true],
      ['mine', 'uploaded', true],
      ['wished', 'added', true],
    ]);
    const em = api.deps.orm.em.fork();
    await em.nativeUpdate(Entitlement, { user: reader.id }, { revokedAt: new Date() });
    const after = await reader.get<Page>('/library?sort=title');
    expect(after.body.results.map((item) => [item.audiobook.title, item.may_listen])).toEqual([
      ['mine', true],
      ['wished', false],
    ]);
  });

  it('has a purchase once it is granted, not while it is reserved', async () => {
    const id = await shelve(api, { title: 'reserved' });
    await grant(api, stranger.id, id);
    const em = api.deps.orm.em.fork();
    const { order } = await em.findOneOrFail(Entitlement, { user: stranger.id, audiobook: id });
    const entitlement = newId();
    await em.insert(Entitlement, { id: entitlement, user: reader.id, audiobook: id, order });
    expect(await titles()).toEqual([]);
    await em.nativeUpdate(Entitlement, { id: entitlement }, { grantedAt: new Date() });
    expect(await titles()).toEqual(['reserved']);
    expect((await reader.call('DELETE', `/library/${id}`)).status).toBe(204);
    expect(await titles()).toEqual([]);
    expect((await put(id)).body).toMatchObject({ source: 'added', may_listen: true });
  });

  it('takes what is for sale, into a collection, and moves it', async () => {
    const id = await shelve(api, { title: 'a' });
    await put(await shelve(api, { title: 'b' }), { collection: '  Later ' });
    const added = await put(id);
    expect(added).toMatchObject({
      status: 201,
      body: { collection: 'default', source: 'added', may_listen: false, progress: null },
    });
    expect((await put(id)).status).toBe(200);
    expect((await put(id, { collection: 'Crime' })).body.collection).toBe('Crime');
    expect((await put(id)).body.collection).toBe('Crime');
    const { body } = await reader.get('/library/collections');
    expect(body).toEqual({
      collections: [
        { name: 'Crime', count: 1 },
        { name: 'Later', count: 1 },
      ],
    });
    const moved = await reader.call<Item>('PUT', `/library/${id}`, {
      body: { collection: 'Later' },
    });
    expect([moved.status, moved.body.collection]).toEqual([200, 'Later']);
    expect(await titles('?collection=Later&sort=title')).toEqual(['a', 'b']);
    expect(await titles('?collection=Crime')).toEqual([]);
    expect((await reader.call('DELETE', `/library/${id}`)).status).toBe(204);
    expect((await reader.call('DELETE', `/library/${id}`)).status).toBe(204);
    expect(await titles()).toEqual(['b']);
  });

  it('is sorted as one asks', async () => {
    for (const title of ['Émile', 'anna', 'Zoe', 'Bea']) {
      const id = await shelve(api, { title, durationSeconds: 100 });
      await grant(api, reader.id, id);
      if (title === 'Zoe' || title === 'anna') {
        const clock = title === 'Zoe' ? '2026-01-02T00:00:00Z' : '2026-01-01T00:00:00Z';
        await reader.post(`/progress/${id}`, { position_seconds: 5, client_updated_at: clock });
      }
    }
    expect(await titles()).toEqual(['Bea', 'Zoe', 'anna', 'Émile']);
    expect(await titles('?sort=oldest')).toEqual(['Émile', 'anna', 'Zoe', 'Bea']);
    expect(await titles('?sort=title')).toEqual(['anna', 'Bea', 'Émile', 'Zoe']);
    expect((await titles('?sort=listened')).slice(0, 2)).toEqual(['Zoe', 'anna']);
    const { body } = await reader.get<Page>('/library?sort=listened&page_size=1');
    expect(body.results[0]?.progress).toMatchObject({ position_seconds: 5, percent: 5 });
  });

  it('goes on behind the longest of titles', async () => {
    const long = ['一', '二'].map((last) => '猫'.repeat(499) + last);
    for (const title of long) await put(await shelve(api, { title }));
    const path = '/library?sort=title&page_size=1';
    const first = await reader.get<Page>(path);
    const second = await reader.get<Page>(`${path}&cursor=${first.body.next_cursor}`);
    const shown = [first, second].flatMap(({ body }) => body.results);
    expect(shown.map((item) => item.audiobook.title)).toEqual(long);
  });

  it('shows nothing that has become private to somebody else, nor what was taken off the shelf', async () => {
    const id = await shelve(api, { title: 'shown', owner: stranger.id });
    const kept = await shelve(api, { title: 'kept' });
    await put(id);
    await put(kept);
    await grant(api, reader.id, kept);
    const em = api.deps.orm.em.fork();
    const hide = (values: Partial<Audiobook>) =>
      em.nativeUpdate(Audiobook, { id: [id, kept] }, values);
    await hide({ visibility: 'private' });
    expect(await titles()).toEqual(['kept']);
    await hide({ visibility: 'store', withdrawnAt: new Date() });
    expect(await titles()).toEqual(['kept']);
    await hide({ withdrawnAt: null });
    expect(await titles('?sort=title')).toEqual(['kept', 'shown']);
  });

  it('refuses what is not there, not known, or not said right', async () => {
    const hidden = await shelve(api, { owner: stranger.id, visibility: 'private' });
    const shown = await shelve(api);
    const move = (id: string, body: object) => reader.call('PUT', `/library/${id}`, { body });
    const answers = [
      await put(hidden),
      await put(newId()),
      await put('x'),
      await move(shown, { collection: 'a' }),
      await put(shown, { collection: '' }),
      await put(shown, { collection: 'x'.repeat(101) }),
      await put(shown, { collection: 3 }),
      await move(shown, {}),
      await reader.get('/library?sort=best'),
      await reader.get('/library?page=0'),
      await reader.get('/library?cursor=nonsense'),
      await api.guest.get('/library'),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([
      404, 404, 404, 404, 422, 422, 400, 400, 422, 422, 422, 401,
    ]);
    expect(await titles()).toEqual([]);
  });
});

describe('favourites', () => {
  it('are marked and unmarked, by each user for themselves', async () => {
    const [one, other] = [
      await shelve(api, { title: 'one' }),
      await shelve(api, { title: 'other' }),
    ];
    const mark = (method: string, id: string) => reader.call(method, `/library/favorites/${id}`);
    for (const id of [one, other, other]) expect((await mark('PUT', id)).status).toBe(204);
    const favorites = async (who = reader) => {
      const { body } = await who.get<Page>('/library/favorites');
      return body.results.map((item) => item.audiobook.title);
    };
    expect(await favorites()).toEqual(['other', 'one']);
    expect(await favorites(stranger)).toEqual([]);
    await put(other);
    const { body } = await reader.get<Page>('/library');
    expect(body.results.map((item) => item.is_favorite)).toEqual([true]);
    for (const id of [other, other]) expect((await mark('DELETE', id)).status).toBe(204);
    expect(await favorites()).toEqual(['one']);
    const hidden = await shelve(api, { owner: stranger.id, visibility: 'private' });
    expect((await mark('PUT', hidden)).status).toBe(404);
  });
});
