import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type { savedProgressSchema, syncedSchema } from '../../../api/progress/schema.ts';
import { ListeningDay, ListeningSession } from '../../../db/entities/listening.ts';
import { newId } from '../../../db/new-id.ts';
import { mergeStates, stateOf } from '../../../domain/listening/merge-writes.ts';
import { createSeededRandom } from '../../../domain/seeded-random.ts';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { grant, shelve } from '../../support/shelf.ts';

type Saved = z.infer<typeof savedProgressSchema>;
type Synced = z.infer<typeof syncedSchema>;

const start = Date.parse('2026-03-01T10:00:00Z');
const durationSeconds = 36_000;

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

async function listenerOf(...books: string[]): Promise<Account> {
  const listener = await api.newUser();
  for (const book of books) await grant(api, listener.id, book);
  return listener;
}

interface Told {
  position_seconds: number;
  client_updated_at: string;
  playback_speed?: number;
  is_completed?: boolean;
}

/** Writes of one device, late, early and repeated, with clocks that other devices have, too. */
function drawWrites(count: number, seed: number): Told[] {
  const random = createSeededRandom(seed);
  const whole = (below: number) => Math.floor(random() * below);
  return Array.from({ length: count }, () => ({
    position_seconds: whole(3000) / 10,
    client_updated_at: new Date(start + whole(600) * 1000).toISOString(),
    ...(random() < 0.3 ? { playback_speed: 0.5 + whole(7) / 2 } : {}),
    ...(random() < 0.3 ? { is_completed: random() < 0.5 } : {}),
  }));
}

function expected(writes: Told[]) {
  const states = writes.map((write) =>
    stateOf({
      checked: true,
      positionSeconds: write.position_seconds,
      at: Date.parse(write.client_updated_at),
      playbackSpeed: write.playback_speed,
      isCompleted: write.is_completed,
    }),
  );
  const { position, playbackSpeed, isCompleted } = states.reduce(mergeStates);
  return {
    position_seconds: position.value,
    client_updated_at: new Date(position.at).toISOString(),
    playback_speed: playbackSpeed?.value ?? 1,
    is_completed: isCompleted?.value ?? false,
    completed_at: isCompleted?.value === true ? new Date(isCompleted.at).toISOString() : null,
  };
}

/** Sessions are apart, have no more seconds than they last, and the days have as many as they. */
async function expectSoundHistory(user: string): Promise<void> {
  const em = api.deps.orm.em.fork();
  const sessions = await em.find(ListeningSession, { user }, { orderBy: { startedAt: 'asc' } });
  const ends = new Map<string, number>();
  for (const { audiobook, startedAt, endedAt, listenedSeconds } of sessions) {
    expect(startedAt.getTime()).toBeGreaterThan(ends.get(audiobook) ?? 0);
    expect(listenedSeconds).toBeLessThanOrEqual((endedAt.getTime() - startedAt.getTime()) / 1000);
    ends.set(audiobook, endedAt.getTime());
  }
  const days = await em.find(ListeningDay, { user });
  const sum = (rows: { listenedSeconds: number }[]) =>
    rows.reduce((total, row) => total + row.listenedSeconds, 0);
  expect(sum(days)).toBeCloseTo(sum(sessions), 6);
  expect(sum(sessions)).toBeGreaterThan(0);
}

describe('many devices of one listener', () => {
  it('write at once, and nothing is lost or put out of order', async () => {
    const book = await shelve(api, { durationSeconds });
    const listener = await listenerOf(book);
    const devices = Array.from({ length: 20 }, (_, seed) => drawWrites(50, seed));
    await Promise.all(
      devices.map(async (writes) => {
        for (const write of writes) {
          const { status, body } = await listener.post<Saved>(`/progress/${book}`, write);
          expect(status).toBe(200);
          const [stored, own] = [body.client_updated_at ?? '', write.client_updated_at];
          expect(stored >= own).toBe(true);
          expect(body.applied).toBe(
            stored === own && body.position_seconds === write.position_seconds,
          );
        }
      }),
    );
    const { body } = await listener.get(`/progress/${book}`);
    expect(body).toMatchObject(expected(devices.flat()));
    await expectSoundHistory(listener.id);
  }, 180_000);

  it('come back from being offline at once, and each is told what became of each of its reports', async () => {
    const books = [await shelve(api, { durationSeconds }), await shelve(api, { durationSeconds })];
    const listener = await listenerOf(...books);
    const bundles = Array.from({ length: 6 }, (_, seed) =>
      drawWrites(80, 100 + seed).map((write, index) => ({
        ...write,
        audiobook_id: books[index % 2] ?? '',
      })),
    );
    const answers = await Promise.all(
      [...bundles, ...bundles].map((items) => listener.post<Synced>('/progress/sync', { items })),
    );
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
    for (const book of books) {
      const writes = bundles.flat().filter((item) => item.audiobook_id === book);
      expect((await listener.get(`/progress/${book}`)).body).toMatchObject(expected(writes));
    }
    await expectSoundHistory(listener.id);
  }, 180_000);
});

describe('POST /progress/sync', () => {
  it('takes what is good and tells why the rest is not', async () => {
    const [book, unbought] = [
      await shelve(api, { durationSeconds }),
      await shelve(api, { durationSeconds }),
    ];
    const listener = await listenerOf(book);
    const item = (audiobook: string, position: number, seconds: number) => ({
      audiobook_id: audiobook,
      position_seconds: position,
      client_updated_at: new Date(start + seconds * 1000).toISOString(),
    });
    const items = [
      item(book, 60, 60),
      item(unbought, 1, 0),
      item(book, 120, 120),
      item(book, -1, 130),
      item(newId(), 1, 0),
      item(book, 0, 0),
      { ...item(book, 5, 0), client_updated_at: '1980-01-06T00:00:00Z' },
    ];
    const { status, body } = await listener.post<Synced>('/progress/sync', { items });
    expect(status).toBe(200);
    expect(body.items.map(({ outcome, error }) => error?.code ?? outcome)).toEqual([
      'superseded',
      'forbidden',
      'applied',
      'validation_failed',
      'not_found',
      'superseded',
      'validation_failed',
    ]);
    expect(body.progress).toMatchObject([{ audiobook_id: book, position_seconds: 120 }]);
    const sessions = await api.deps.orm.em.fork().find(ListeningSession, { user: listener.id });
    expect(sessions.map((session) => session.listenedSeconds)).toEqual([120]);
    const again = await listener.post<Synced>('/progress/sync', { items });
    expect(again.body).toEqual(body);
    await expectSoundHistory(listener.id);
  });

  it('is refused as a whole where it is not what it says', async () => {
    const listener = await api.newUser();
    const item = {
      audiobook_id: newId(),
      position_seconds: 1,
      client_updated_at: '2026-03-01T10:00:00Z',
    };
    const send = (items: unknown) => listener.post<{ error: string }>('/progress/sync', { items });
    expect((await send([{ ...item, position_seconds: 'abc' }])).status).toBe(400);
    expect((await send([{ ...item, audiobook_id: 'x' }])).status).toBe(422);
    expect((await send(Array.from({ length: 501 }, () => item))).status).toBe(422);
    expect((await send([])).body).toEqual({ items: [], progress: [] });
    expect((await send(Array.from({ length: 500 }, () => item))).status).toBe(200);
  });
});
