import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import type { Client } from '../../support/client.ts';
import { shelve } from '../../support/shelf.ts';

const chapters = [
  { title: 'One', start_seconds: 0, end_seconds: 30.5 },
  { title: 'Two', start_seconds: 30.5, end_seconds: 120 },
];

describe('chapters', () => {
  let api: TestApi;
  let owner: Account;

  beforeAll(async () => {
    api = await startApi();
    owner = await api.newUser();
  });

  afterAll(() => api.stop());

  const put = (who: Client, id: string, list: unknown) =>
    who.call<{ details: { path: string }[] }>('PUT', `/audiobooks/${id}/chapters`, {
      body: { chapters: list },
    });

  it('are replaced by whoever may, and read back as they are', async () => {
    const own = await shelve(api, { owner: owner.id, visibility: 'private', durationSeconds: 120 });
    const numbered = chapters.map((chapter, index) => ({ number: index + 1, ...chapter }));
    expect((await put(owner, own, chapters)).body).toEqual({ chapters: numbered });
    expect((await put(owner, own, numbered)).status).toBe(200);
    expect((await owner.get(`/audiobooks/${own}/chapters`)).body).toEqual({ chapters: numbered });
    expect((await put(owner, own, [])).body).toEqual({ chapters: [] });
    const store = await shelve(api, { durationSeconds: 120 });
    expect((await put(owner, store, chapters)).status).toBe(403);
    expect((await put(api.admin, store, chapters)).status).toBe(200);
    expect((await put(await api.newUser(), own, chapters)).status).toBe(404);
  });

  it('come as JSON Chapters of the Podcast Namespace to whoever accepts them', async () => {
    const id = await shelve(api, { title: 'Waves', durationSeconds: 120 });
    await put(api.admin, id, chapters);
    const headers = { accept: 'application/json+chapters' };
    const answer = await api.guest.get(`/audiobooks/${id}/chapters`, headers);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json\+chapters/);
    expect(answer.body).toEqual({
      version: '1.2.0',
      title: 'Waves',
      author: '',
      chapters: [
        { startTime: 0, endTime: 30.5, title: 'One' },
        { startTime: 30.5, endTime: 120, title: 'Two' },
      ],
    });
    const plain = await api.guest.get(`/audiobooks/${id}/chapters`);
    expect(plain.headers.get('content-type')).toMatch(/^application\/json(;|$)/);
  });

  it.each([
    [
      'beyond the end',
      [{ title: 'One', start_seconds: 0, end_seconds: 121 }],
      'body.chapters.0.end_seconds',
    ],
    ['over each other', [chapters[1], chapters[1]], 'body.chapters.1.start_seconds'],
    [
      'before the beginning',
      [{ title: 'One', start_seconds: -1, end_seconds: 5 }],
      'body.chapters.0.start_seconds',
    ],
    [
      'without a title',
      [{ title: ' ', start_seconds: 0, end_seconds: 5 }],
      'body.chapters.0.title',
    ],
  ])('are refused %s', async (_, list, path) => {
    const id = await shelve(api, { durationSeconds: 120 });
    await put(api.admin, id, chapters);
    const answer = await put(api.admin, id, list);
    expect(answer.status).toBe(422);
    expect(answer.body.details.map((detail) => detail.path)).toEqual([path]);
    const kept = await api.guest.get<{ chapters: unknown[] }>(`/audiobooks/${id}/chapters`);
    expect(kept.body.chapters).toHaveLength(2);
  });

  it('need a recording', async () => {
    expect((await put(api.admin, await shelve(api), chapters)).status).toBe(409);
  });
});
