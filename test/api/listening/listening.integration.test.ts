import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type {
  daysSchema,
  historyPageSchema,
  listeningPageSchema,
} from '../../../api/listening/schema.ts';
import { Audiobook } from '../../../db/entities/audiobook.ts';
import { AudiobookGenre } from '../../../db/entities/audiobook-links.ts';
import { ListeningDay } from '../../../db/entities/listening.ts';
import { Genre } from '../../../db/entities/genre.ts';
import { newId } from '../../../db/new-id.ts';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { grant, shelve } from '../../support/shelf.ts';

type Listening = z.infer<typeof listeningPageSchema>;
type History = z.infer<typeof historyPageSchema>;
type Days = z.infer<typeof daysSchema>;

let api: TestApi;
let listener: Account;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.stop());

beforeEach(async () => {
  listener = await api.newUser();
});

async function buy(title: string): Promise<string> {
  const id = await shelve(api, { title, durationSeconds: 36_000 });
  await grant(api, listener.id, id);
  return id;
}

async function tell(id: string, positionSeconds: number, at: string | number, more: object = {}) {
  const client_updated_at = new Date(at).toISOString();
  const body = { position_seconds: positionSeconds, client_updated_at, ...more };
  const { status } = await listener.post(`/progress/${id}`, body);
  if (status !== 200) throw new Error(`The progress answered ${status}`);
}

async function titles(path: string): Promise<string[]> {
  const { body } = await listener.get<Listening>(path);
  return body.results.map((item) => item.audiobook.title);
}

describe('what is being listened to, and what was', () => {
  it('is told apart, the last first, under both addresses', async () => {
    const [one, two, three] = [await buy('one'), await buy('two'), await buy('three')];
    await tell(one, 10, '2026-03-01T10:00:00Z');
    await tell(two, 10, '2026-03-01T12:00:00Z');
    await tell(three, 36_000, '2026-03-01T11:00:00Z');
    for (const path of ['/listening/current', '/library/currently-listening']) {
      expect(await titles(path)).toEqual(['two', 'one']);
    }
    expect(await titles('/listening/completed')).toEqual(['three']);
    await tell(one, 20, '2026-03-01T13:00:00Z', { is_completed: true });
    expect(await titles('/listening/current')).toEqual(['two']);
    expect(await titles('/listening/completed')).toEqual(['one', 'three']);
    const { body } = await listener.get<Listening>('/listening/completed');
    expect(body.results[0]?.progress).toMatchObject({
      position_seconds: 20,
      completed_at: '2026-03-01T13:00:00.000Z',
    });
  });

  it('has a history of sessions, and the minutes of each day', async () => {
    const [one, two] = [await buy('one'), await buy('two')];
    await tell(one, 0, '2026-03-01T10:00:00Z');
    await tell(one, 600, '2026-03-01T10:10:00Z');
    await tell(two, 0, '2026-03-03T10:00:00Z');
    await tell(two, 90, '2026-03-03T10:01:30Z');
    for (const path of ['/listening/history', '/library/history']) {
      const { body } = await listener.get<History>(path);
      expect(
        body.results.map(({ audiobook, id, ...session }) => [audiobook.title, id !== '', session]),
      ).toEqual([
        [
          'two',
          true,
          {
            started_at: '2026-03-03T10:00:00.000Z',
            ended_at: '2026-03-03T10:01:30.000Z',
            start_position_seconds: 0,
            end_position_seconds: 90,
            listened_seconds: 90,
          },
        ],
        [
          'one',
          true,
          expect.objectContaining({ listened_seconds: 600, end_position_seconds: 600 }),
        ],
      ]);
    }
    const { body } = await listener.get<Days>('/listening/days?from=2026-02-28&to=2026-03-03');
    expect(body).toEqual({
      days: [
        { day: '2026-02-28', minutes: 0 },
        { day: '2026-03-01', minutes: 10 },
        { day: '2026-03-02', minutes: 0 },
        { day: '2026-03-03', minutes: 1.5 },
      ],
      total_minutes: 11.5,
    });
  });

  it('has the last 30 days where none are named, and refuses spans that are none', async () => {
    const { body } = await listener.get<Days>('/listening/days');
    expect([body.days.length, body.days.at(-1)?.day]).toEqual([
      30,
      new Date().toISOString().slice(0, 10),
    ]);
    const span = async (query: string) => (await listener.get(`/listening/days?${query}`)).status;
    expect(await span('from=2026-03-02&to=2026-03-01')).toBe(422);
    expect(await span('from=2025-01-01&to=2026-01-02')).toBe(422);
    expect(await span('from=2025-01-01&to=2026-01-01')).toBe(200);
    expect(await span('from=2026-02-30')).toBe(422);
    expect(await span('to=0001-01-01')).toBe(422);
  });

  it('is nobody else’s, and forgets what has become private to somebody else', async () => {
    const id = await buy('one');
    await tell(id, 5, '2026-03-01T10:00:00Z');
    const stranger = await api.newUser();
    for (const path of ['current', 'completed', 'history']) {
      expect((await stranger.get<History>(`/listening/${path}`)).body.count).toBe(0);
      expect((await api.guest.get(`/listening/${path}`)).status).toBe(401);
    }
    const mine = await shelve(api, {
      owner: listener.id,
      visibility: 'private',
      durationSeconds: 50,
    });
    await tell(mine, 1, '2026-03-01T11:00:00Z');
    expect(await titles('/listening/history')).toHaveLength(2);
    const em = api.deps.orm.em.fork();
    await em.nativeUpdate(Audiobook, { id: mine }, { owner: stranger.id });
    expect(await titles('/listening/history')).toEqual(['one']);
    expect(await titles('/listening/current')).toEqual(['one']);
  });
});

describe('GET /users/me/stats', () => {
  it('is empty in the beginning', async () => {
    const { status, body } = await listener.get<Record<string, unknown>>('/users/me/stats');
    expect([status, body]).toMatchObject([
      200,
      {
        listening_seconds: { total: 0, last_7_days: 0, last_30_days: 0 },
        books_completed: 0,
        books_in_progress: 0,
        streak: { current_days: 0, longest_days: 0 },
        top_genres: [],
      },
    ]);
    expect(body['days']).toHaveLength(30);
  });

  it('sums up days, books, streaks and genres', async () => {
    const em = api.deps.orm.em.fork();
    const [crime, history] = [newId(), newId()];
    await em.insert(Genre, { id: crime, name: `Crime ${crime}` });
    await em.insert(Genre, { id: history, name: `History ${history}` });
    const [one, two] = [await buy('one'), await buy('two')];
    const link = (audiobook: string, genre: string, position: number) =>
      em.insert(AudiobookGenre, { audiobook, genre, position });
    await link(one, crime, 1);
    await link(two, crime, 1);
    await link(two, history, 2);
    // Never before midnight of the day that it is: sessions of this test end before now.
    const now = Date.now();
    await tell(one, 0, now - 120_000);
    await tell(one, 100, now - 20_000);
    await tell(two, 0, now - 15_000);
    await tell(two, 10, now - 5000, { is_completed: true });
    const today = new Date(now - 5000).toISOString().slice(0, 10);
    const before = (days: number) =>
      new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
    for (const [days, listenedSeconds] of [
      [2, 60],
      [3, 60],
      [8, 1000],
      [40, 5000],
    ] as const) {
      await em.insert(ListeningDay, { user: listener.id, day: before(days), listenedSeconds });
    }
    await em.upsert(ListeningDay, { user: listener.id, day: before(1), listenedSeconds: 60 });
    await em.upsert(ListeningDay, { user: listener.id, day: today, listenedSeconds: 110 });
    const { body } = await listener.get('/users/me/stats');
    expect(body).toMatchObject({
      listening_seconds: { total: 6290, last_7_days: 290, last_30_days: 1290 },
      books_completed: 1,
      books_in_progress: 1,
      streak: { current_days: 4, longest_days: 4 },
      top_genres: [
        { id: crime, name: `Crime ${crime}`, listened_seconds: 110 },
        { id: history, listened_seconds: 10 },
      ],
    });
    const { days } = body as Days;
    expect(days.slice(-3)).toEqual([
      { day: before(2), minutes: 1 },
      { day: before(1), minutes: 1 },
      { day: today, minutes: 1.8 },
    ]);
  });
});
