import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { Audiobook } from '../../../db/entities/audiobook.ts';
import { ListeningDay, ListeningSession } from '../../../db/entities/listening.ts';
import { newId } from '../../../db/new-id.ts';
import type { savedProgressSchema } from '../../../api/progress/schema.ts';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { grant, shelve } from '../../support/shelf.ts';

type Saved = z.infer<typeof savedProgressSchema>;

const start = Date.parse('2026-03-01T10:00:00Z');
const clock = (seconds: number) => new Date(start + seconds * 1000).toISOString();

let api: TestApi;
let listener: Account;
let stranger: Account;
let book: string;

beforeAll(async () => {
  api = await startApi();
  listener = await api.newUser();
  stranger = await api.newUser();
});

afterAll(() => api.stop());

beforeEach(async () => {
  book = await shelve(api, { durationSeconds: 3600 });
  await grant(api, listener.id, book);
});

function tell(positionSeconds: unknown, atSeconds: number, more: object = {}) {
  const body = { position_seconds: positionSeconds, client_updated_at: clock(atSeconds), ...more };
  return listener.post<Saved>(`/progress/${book}`, body);
}

async function history() {
  const em = api.deps.orm.em.fork();
  const sessions = await em.find(
    ListeningSession,
    { user: listener.id, audiobook: book },
    { orderBy: { startedAt: 'asc' } },
  );
  return sessions.map(({ startedAt, endedAt, listenedSeconds }) => [
    (startedAt.getTime() - start) / 1000,
    (endedAt.getTime() - start) / 1000,
    listenedSeconds,
  ]);
}

describe('progress', () => {
  it('is at the beginning before anything was heard', async () => {
    const { status, body } = await listener.get<Saved>(`/progress/${book}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      audiobook_id: book,
      position_seconds: 0,
      duration_seconds: 3600,
      playback_speed: 1,
      is_completed: false,
      started_at: null,
      client_updated_at: null,
    });
  });

  it('is the same by POST and PUT, and read back', async () => {
    const posted = await tell(100, 0);
    const body = { position_seconds: 160.5, client_updated_at: clock(60), playback_speed: 1.5 };
    const put = await listener.call<Saved>('PUT', `/progress/${book}`, { body });
    expect([posted.status, put.status]).toEqual([200, 200]);
    expect(put.body).toMatchObject({
      applied: true,
      position_seconds: 160.5,
      playback_speed: 1.5,
      percent: 4.5,
      started_at: clock(0),
      client_updated_at: clock(60),
    });
    const { applied, ...state } = put.body;
    expect(applied).toBe(true);
    expect((await listener.get(`/progress/${book}`)).body).toEqual(state);
  });

  it('stays where the newest clock has it, whatever comes late or twice', async () => {
    await tell(500, 100, { playback_speed: 2 });
    const late = await tell(900, 50, { playback_speed: 3 });
    expect(late.body).toMatchObject({ applied: false, position_seconds: 500, playback_speed: 2 });
    const again = await tell(500, 100, { playback_speed: 2 });
    expect(again.body).toMatchObject({ applied: true, position_seconds: 500 });
    expect((await tell(400, 100)).body).toMatchObject({ applied: false, position_seconds: 500 });
    expect((await tell(600, 100)).body).toMatchObject({ applied: true, position_seconds: 600 });
    const newer = await tell(10, 101);
    expect(newer.body).toMatchObject({ applied: true, position_seconds: 10, playback_speed: 2 });
  });

  it('completes at the end, or when it is said, and not otherwise', async () => {
    expect((await tell(3580, 0)).body.is_completed).toBe(false);
    const ended = await tell(3600.9, 60);
    expect(ended.body).toMatchObject({
      is_completed: true,
      completed_at: clock(60),
      position_seconds: 3600,
      percent: 100,
    });
    expect((await tell(5, 120)).body).toMatchObject({ is_completed: true, position_seconds: 5 });
    const unsaid = await tell(3600, 180, { is_completed: false });
    expect(unsaid.body).toMatchObject({ is_completed: false, completed_at: null });
    expect((await tell(700, 240, { is_completed: true })).body.completed_at).toBe(clock(240));
  });

  it('counts a play once, when somebody begins', async () => {
    await grant(api, stranger.id, book);
    await tell(1, 0);
    await tell(2, 1);
    await stranger.post(`/progress/${book}`, { position_seconds: 3, client_updated_at: clock(2) });
    const { playCount } = await api.deps.orm.em.fork().findOneOrFail(Audiobook, { id: book });
    expect(playCount).toBe(2);
  });

  it('takes a clock that is far ahead for now', async () => {
    const ahead = new Date(Date.now() + 3_600_000).toISOString();
    const { body } = await listener.post<Saved>(`/progress/${book}`, {
      position_seconds: 10,
      client_updated_at: ahead,
    });
    const taken = Date.parse(body.client_updated_at ?? '');
    expect(Math.abs(taken - Date.now())).toBeLessThan(60_000);
    expect(body.applied).toBe(true);
  });
});

describe('what was listened to', () => {
  it('is the advance by the speed, never more than the time that has passed', async () => {
    await tell(0, 0);
    await tell(60, 60);
    await tell(180, 120, { playback_speed: 2 });
    await tell(1000, 130);
    await tell(20, 140);
    await tell(25, 160);
    expect(await history()).toEqual([[0, 160, 60 + 60 + 10 + 0 + 2.5]]);
  });

  it('is a new session after half an hour of silence', async () => {
    await tell(0, 0);
    await tell(60, 60);
    await tell(90, 60 + 1801);
    await tell(100, 60 + 1811);
    expect(await history()).toEqual([
      [0, 60, 60],
      [1861, 1871, 10],
    ]);
  });

  it('counts what comes late, and nothing twice', async () => {
    await tell(1000, 7200);
    for (const [position, at] of [
      [0, 0],
      [60, 60],
      [60, 60],
      [30, 30],
      [120, 120],
    ] as const) {
      await tell(position, at);
    }
    expect(await history()).toEqual([
      [0, 120, 120],
      [7200, 7200, 0],
    ]);
    expect((await listener.get<Saved>(`/progress/${book}`)).body.position_seconds).toBe(1000);
  });

  it('is counted by the day, up to a day', async () => {
    const em = api.deps.orm.em.fork();
    await em.nativeDelete(ListeningDay, { user: listener.id });
    const midnight = 14 * 3600;
    await tell(0, midnight - 60);
    await tell(30, midnight - 30);
    await tell(90, midnight + 30);
    const days = await em.find(ListeningDay, { user: listener.id }, { orderBy: { day: 'asc' } });
    expect(days.map(({ day, listenedSeconds }) => [day, listenedSeconds])).toEqual([
      ['2026-03-01', 30],
      ['2026-03-02', 60],
    ]);
    const other = em.getReference(ListeningDay, [listener.id, '2026-03-02']);
    await em.nativeUpdate(
      ListeningDay,
      { user: listener.id, day: other.day },
      { listenedSeconds: 86_390 },
    );
    await tell(190, midnight + 130);
    const [, full] = await api.deps.orm.em
      .fork()
      .find(ListeningDay, { user: listener.id }, { orderBy: { day: 'asc' } });
    expect(full?.listenedSeconds).toBe(86_400);
  });
});

describe('refusals', () => {
  it.each([
    ['before the beginning', -5, 422, 'validation_failed'],
    ['beyond the end', 3601.01, 422, 'validation_failed'],
    ['a word', 'abc', 400, 'invalid_type'],
    ['nothing', null, 400, 'invalid_type'],
    ['not a number (JSON has none)', Number.NaN, 400, 'invalid_type'],
    ['a number as a text', '12', 400, 'invalid_type'],
  ])('a position %s', async (_what, position, status, error) => {
    const answer = await tell(position, 0);
    expect([answer.status, answer.body]).toMatchObject([status, { error }]);
    expect((await listener.get<Saved>(`/progress/${book}`)).body.started_at).toBeNull();
  });

  it.each([
    ['a missing clock', { client_updated_at: undefined }, 400],
    ['a clock of long ago', { client_updated_at: '1999-12-31T23:59:59Z' }, 422],
    ['a clock that is none', { client_updated_at: 'yesterday' }, 422],
    ['a clock without a zone', { client_updated_at: '2026-03-01T10:00:00' }, 422],
    ['a speed of none', { playback_speed: 0 }, 422],
    ['a speed of five', { playback_speed: 5 }, 422],
    ['a speed in words', { playback_speed: 'fast' }, 400],
    ['a completion that is no boolean', { is_completed: 'yes' }, 400],
    ['a member that nobody knows', { position: 1 }, 422],
  ])('%s', async (_what, more, status) => {
    expect((await tell(10, 0, more)).status).toBe(status);
  });

  it('those who have not bought it: the sample has no progress', async () => {
    const body = { position_seconds: 1, client_updated_at: clock(0) };
    const answers = await Promise.all([
      stranger.post<{ error: string }>(`/progress/${book}`, body),
      stranger.get<{ error: string }>(`/progress/${book}`),
      api.guest.post<{ error: string }>(`/progress/${book}`, body),
    ]);
    expect(answers.map((answer) => [answer.status, answer.body.error])).toEqual([
      [403, 'forbidden'],
      [403, 'forbidden'],
      [401, 'unauthenticated'],
    ]);
  });

  it("what is private to somebody else, and what is not there, alike; the owner's own is taken", async () => {
    const mine = await shelve(api, {
      owner: listener.id,
      visibility: 'private',
      durationSeconds: 60,
    });
    const body = { position_seconds: 1, client_updated_at: clock(0) };
    expect((await listener.post(`/progress/${mine}`, body)).status).toBe(200);
    for (const id of [mine, newId(), 'nothing']) {
      expect((await stranger.post(`/progress/${id}`, body)).status).toBe(404);
      expect((await stranger.get(`/progress/${id}`)).status).toBe(404);
    }
  });

  it('what has no recording yet', async () => {
    const draft = await shelve(api, { owner: listener.id, visibility: 'private', status: 'draft' });
    const body = { position_seconds: 1, client_updated_at: clock(0) };
    expect((await listener.post(`/progress/${draft}`, body)).status).toBe(409);
  });
});
