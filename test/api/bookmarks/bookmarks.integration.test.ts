import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type { bookmarkPageSchema, bookmarkSchema } from '../../../api/bookmarks/schema.ts';
import { Entitlement } from '../../../db/entities/entitlement.ts';
import { Transcription } from '../../../db/entities/transcription.ts';
import { newId } from '../../../db/new-id.ts';
import { storageKeys } from '../../../domain/storage-keys.ts';
import { toJson } from '../../../domain/transcription/formats/to-json.ts';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { grant, shelve } from '../../support/shelf.ts';

type Bookmark = z.infer<typeof bookmarkSchema>;
type Page = z.infer<typeof bookmarkPageSchema>;

let api: TestApi;
let reader: Account;
let stranger: Account;
let book: string;

beforeAll(async () => {
  api = await startApi();
  reader = await api.newUser();
  stranger = await api.newUser();
});

afterAll(() => api.stop());

beforeEach(async () => {
  book = await shelve(api, { durationSeconds: 100, transcription: await transcribe() });
  await grant(api, reader.id, book);
});

/** A finished transcription with its transcript in the storage: one word a second. */
async function transcribe(): Promise<string> {
  const id = newId();
  const resultPrefix = storageKeys.transcript(id);
  await api.deps.orm.em.fork().insert(Transcription, {
    id,
    sourceKey: `audiobooks/${id}/source.mp3`,
    sourceFormat: 'mp3',
    status: 'completed',
    resultPrefix,
  });
  const words = 'It was a night on which the river rose and nobody slept'.split(' ');
  const timed = words.map((text, at) => ({ startSeconds: at, endSeconds: at + 1, text }));
  const document = toJson({
    version: 1,
    language: 'en',
    durationSeconds: 100,
    text: words.join(' '),
    segments: [{ startSeconds: 0, endSeconds: 12, text: words.join(' '), estimated: false }],
    words: timed,
    quality: [],
    models: ['test'],
    costMicros: 0,
  });
  await api.deps.storage.put(`${resultPrefix}.json`, document, 'application/json');
  return id;
}

function mark(body: object, who = reader) {
  return who.post<Bookmark>(`/audiobooks/${book}/bookmarks`, body);
}

function replace(id: string, body: object, who = reader) {
  return who.call<Bookmark>('PUT', `/bookmarks/${id}`, { body });
}

async function list(who = reader) {
  return (await who.get<Page>(`/audiobooks/${book}/bookmarks`)).body.results;
}

describe('bookmarks', () => {
  it('are made, listed in the order of the recording, changed and deleted', async () => {
    const late = await mark({ position_seconds: 50, note: 'later' });
    const early = await mark({ position_seconds: 3.5 });
    expect(late).toMatchObject({
      status: 201,
      body: { audiobook_id: book, position_seconds: 50, end_seconds: null, quote: null },
    });
    expect((await list()).map(({ id }) => id)).toEqual([early.body.id, late.body.id]);
    const changed = await replace(late.body.id, { position_seconds: 1, note: 'first' });
    expect(changed).toMatchObject({ status: 200, body: { position_seconds: 1, note: 'first' } });
    expect((await list()).map(({ note }) => note)).toEqual(['first', '']);
    const remove = () => reader.call('DELETE', `/bookmarks/${late.body.id}`);
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 404]);
    expect(await list()).toHaveLength(1);
  });

  it('of a stretch are clips, with what is said in it', async () => {
    const clip = await mark({ position_seconds: 6, end_seconds: 9 });
    expect(clip.body).toMatchObject({ end_seconds: 9, quote: 'the river rose' });
    const longer = await replace(clip.body.id, { position_seconds: 6, end_seconds: 12 });
    expect(longer.body.quote).toBe('the river rose and nobody slept');
    expect((await replace(clip.body.id, { position_seconds: 6 })).body.quote).toBeNull();
    expect((await mark({ position_seconds: 60, end_seconds: 70 })).body.quote).toBeNull();
  });

  it('have no quote where there is no transcript, or it cannot be read', async () => {
    const silent = await shelve(api, { durationSeconds: 100 });
    const lost = await shelve(api, { durationSeconds: 100, transcription: await transcribe() });
    const broken = await shelve(api, { durationSeconds: 100, transcription: await transcribe() });
    const em = api.deps.orm.em.fork();
    const prefixes = { [lost]: 'nowhere/transcript', [broken]: 'broken/transcript' };
    await api.deps.storage.put('broken/transcript.json', '{"segments": [', 'application/json');
    for (const id of [silent, lost, broken]) {
      await grant(api, reader.id, id);
      const resultPrefix = prefixes[id];
      if (resultPrefix !== undefined) {
        const [row] = await em
          .getKysely()
          .selectFrom('audiobooks')
          .select('transcription_id')
          .where('id', '=', id)
          .execute();
        await em.nativeUpdate(Transcription, { id: row?.transcription_id ?? '' }, { resultPrefix });
      }
      const clip = { position_seconds: 6, end_seconds: 9 };
      const made = await reader.post<Bookmark>(`/audiobooks/${id}/bookmarks`, clip);
      expect([made.status, made.body.quote]).toEqual([201, null]);
    }
  });

  it("are one's own, and after a refund go on without their quotes", async () => {
    const clip = await mark({ position_seconds: 6, end_seconds: 9, note: 'mine' });
    expect(await list(stranger)).toEqual([]);
    expect((await replace(clip.body.id, { position_seconds: 1 }, stranger)).status).toBe(404);
    expect((await stranger.call('DELETE', `/bookmarks/${clip.body.id}`)).status).toBe(404);
    expect((await mark({ position_seconds: 1 }, stranger)).status).toBe(403);
    const em = api.deps.orm.em.fork();
    await em.nativeUpdate(Entitlement, { user: reader.id }, { revokedAt: new Date() });
    expect(await list()).toMatchObject([{ note: 'mine', quote: null }]);
    expect((await replace(clip.body.id, { position_seconds: 1 })).status).toBe(403);
    expect((await reader.call('DELETE', `/bookmarks/${clip.body.id}`)).status).toBe(204);
  });

  it.each([
    ['a place before the beginning', { position_seconds: -1 }, 422],
    ['a place beyond the end', { position_seconds: 101.5 }, 422],
    ['a place in words', { position_seconds: 'abc' }, 400],
    ['no place', {}, 400],
    ['an end before the place', { position_seconds: 5, end_seconds: 5 }, 422],
    ['an end beyond the end', { position_seconds: 5, end_seconds: 102 }, 422],
    ['a note that is a book', { position_seconds: 5, note: 'x'.repeat(5001) }, 422],
    ['what nobody knows', { position_seconds: 5, colour: 'red' }, 422],
  ])('refuse %s', async (_what, body, status) => {
    expect((await mark(body)).status).toBe(status);
    expect(await list()).toEqual([]);
  });

  it('of what is hidden or not there are not there either', async () => {
    const hidden = await shelve(api, { owner: stranger.id, visibility: 'private' });
    for (const id of [hidden, newId(), 'x']) {
      expect((await reader.get(`/audiobooks/${id}/bookmarks`)).status).toBe(404);
      const body = { position_seconds: 1 };
      expect((await reader.post(`/audiobooks/${id}/bookmarks`, body)).status).toBe(404);
      expect((await replace(id, body)).status).toBe(404);
    }
  });
});
