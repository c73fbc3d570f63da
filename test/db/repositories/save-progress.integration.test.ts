import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createOrm, type Orm } from '../../../db/orm.config.ts';
import {
  createSaveProgress,
  type SaveProgress,
} from '../../../db/repositories/listening/save-progress.ts';
import type { ProgressWrite } from '../../../domain/listening/progress-write.ts';
import { createDatabase } from '../../support/databases.ts';
import { waitFor } from '../../support/wait-for.ts';

const users = 50;
const start = Date.parse('2026-03-01T10:00:00Z');
const minuteMs = 60_000;
const userId = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const bookId = (number: number) => `00000000-0000-7000-b000-${String(number).padStart(12, '0')}`;

let orms: [Orm, Orm];
/** Each as of a process of its own. */
let savers: [SaveProgress, SaveProgress];
let failures: unknown[];

beforeAll(async () => {
  const url = await createDatabase();
  orms = [createOrm({ url }), createOrm({ url })];
  const kysely = orms[0].em.fork().getKysely();
  await sql`insert into users (id, email, username)
    select id, right(id::text, 6) || '@sample.invalid', 'u' || right(id::text, 6)
    from unnest(${Array.from({ length: users }, (_, user) => userId(user))}::uuid[]) as u (id)`.execute(
    kysely,
  );
  await sql`insert into audiobooks (id, owner_id, visibility, status, title, duration_seconds)
    select id, ${userId(0)}, 'store', 'published', 'A book', 36000
    from unnest(${[bookId(0), bookId(1)]}::uuid[]) as b (id)`.execute(kysely);
  await sql`insert into entitlements (id, user_id, audiobook_id, granted_at)
    select gen_random_uuid(), u.id, b.id, now() from users u, audiobooks b`.execute(kysely);
});

beforeEach(async () => {
  const [first, second] = orms;
  failures = [];
  const onFailure = (error: unknown) => failures.push(error);
  savers = [
    createSaveProgress(() => first.em.fork(), onFailure),
    createSaveProgress(() => second.em.fork(), onFailure),
  ];
  const kysely = first.em.fork().getKysely();
  await sql`truncate listening_progress, listening_sessions, listening_days`.execute(kysely);
  await sql`update audiobooks set play_count = 0`.execute(kysely);
});

afterAll(async () => {
  for (const orm of orms) await orm.close();
});

interface Told {
  user: number;
  book: number;
  write: ProgressWrite;
}

/** Each user plays both audiobooks on one day, and tells of each five times. */
function drawTold(): Told[] {
  return Array.from({ length: users * 10 }, (_, index) => {
    const [user, book, step] = [
      index % users,
      Math.floor(index / users) % 2,
      Math.floor(index / users / 2),
    ];
    const write = {
      checked: true as const,
      at: start + (book * 120 + step * 2) * minuteMs + user * 1000,
      positionSeconds: user + step * 120,
      ...(index % 7 === 0 ? { isCompleted: index % 2 === 0 } : {}),
    };
    return { user, book, write };
  });
}

function save(saver: SaveProgress, { user, book, write }: Told) {
  return saver({
    viewer: { id: userId(user), role: 'user' },
    audiobookId: bookId(book),
    span: { from: write.at, to: write.at },
    decide: () => [write],
  });
}

async function stored() {
  const kysely = orms[0].em.fork().getKysely();
  const { rows: progress } =
    await sql`select user_id, audiobook_id, position_seconds, client_updated_at,
      is_completed, completion_clock, completed_at, started_at
    from listening_progress order by user_id, audiobook_id`.execute(kysely);
  const { rows: sessions } = await sql`select user_id, audiobook_id, started_at, ended_at,
      start_position_seconds, end_position_seconds, listened_seconds
    from listening_sessions order by user_id, audiobook_id, started_at`.execute(kysely);
  const { rows: days } = await sql`select * from listening_days order by user_id, day`.execute(
    kysely,
  );
  const { rows: plays } = await sql`select id, play_count from audiobooks order by id`.execute(
    kysely,
  );
  return { progress, sessions, days, plays };
}

async function isWaiting(): Promise<boolean> {
  const kysely = orms[0].em.fork().getKysely();
  const { rows } = await sql`select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(kysely);
  return rows.length > 0;
}

/** Another order each time, and the same for the same number. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  return items
    .map((item, index) => ({ item, key: (Math.sin(index * 7.7 + seed) * 1e6) % 1 }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item);
}

describe('500 writes of 50 listeners', () => {
  it('at once, over two processes, end as when they come one by one', async () => {
    const told = drawTold();
    for (const one of told) await save(savers[0], one);
    const expected = await stored();
    expect(expected.progress).toHaveLength(100);
    expect(expected.sessions).toHaveLength(100);
    expect(expected.days).toMatchObject(
      Array.from({ length: users }, () => ({ listened_seconds: 2 * 480 })),
    );
    expect(expected.plays).toMatchObject([{ play_count: 50 }, { play_count: 50 }]);

    for (const seed of [1, 2, 3]) {
      const kysely = orms[0].em.fork().getKysely();
      await sql`truncate listening_progress, listening_sessions, listening_days`.execute(kysely);
      await sql`update audiobooks set play_count = 0`.execute(kysely);
      await Promise.all(
        shuffled(told, seed).map((one, index) => save(savers[index % 2 === 0 ? 0 : 1], one)),
      );
      expect(await stored()).toEqual(expected);
      expect(failures).toEqual([]);
    }
  }, 60_000);
});

describe('what is saved together', () => {
  const write = (positionSeconds: number, at = start): ProgressWrite => ({
    checked: true,
    at,
    positionSeconds,
  });

  it('is refused for whom it is refused, and nobody else', async () => {
    const refused = new Error('not this one');
    const outcomes = await Promise.allSettled([
      save(savers[0], { user: 1, book: 0, write: write(10) }),
      savers[0]({
        viewer: { id: userId(2), role: 'user' },
        audiobookId: bookId(0),
        span: { from: start, to: start },
        decide: () => {
          throw refused;
        },
      }),
      save(savers[0], { user: 3, book: 0, write: write(-1) }),
      save(savers[0], { user: 4, book: 7, write: write(10) }),
      save(savers[0], { user: 5, book: 0, write: write(10) }),
    ]);
    expect(outcomes).toMatchObject([
      { status: 'fulfilled' },
      { reason: refused },
      { status: 'rejected' },
      { status: 'rejected' },
      { status: 'fulfilled' },
    ]);
    const { progress, plays } = await stored();
    expect(progress).toMatchObject([{ user_id: userId(1) }, { user_id: userId(5) }]);
    expect(plays).toMatchObject([{ play_count: 2 }, { play_count: 0 }]);
  });

  it('is one listening where it is of one listener and audiobook, however the id is written', async () => {
    const tell = (audiobookId: string, minute: number) =>
      savers[0]({
        viewer: { id: userId(10), role: 'user' },
        audiobookId,
        span: { from: start + minute * minuteMs, to: start + minute * minuteMs },
        decide: () => [write(minute * 60, start + minute * minuteMs)],
      });
    const ids = [bookId(1), bookId(1).toUpperCase()];
    const answers = await Promise.all(
      [3, 1, 0, 2].map((minute) => tell(ids[minute % 2] ?? '', minute)),
    );
    for (const { progress } of answers) {
      expect(progress).toMatchObject({ audiobookId: bookId(1), positionSeconds: 180 });
    }
    const { sessions, plays } = await stored();
    expect(sessions).toMatchObject([{ listened_seconds: 180 }]);
    expect(plays).toMatchObject([{ play_count: 0 }, { play_count: 1 }]);
  });

  it('goes on from all the sessions that any of it belongs to', async () => {
    const tell = (minute: number) =>
      save(savers[0], { user: 11, book: 0, write: write(minute * 60, start + minute * minuteMs) });
    await tell(0);
    await Promise.all([tell(180), tell(10)]);
    const { sessions, days } = await stored();
    expect(sessions).toMatchObject([{ listened_seconds: 600 }, { listened_seconds: 0 }]);
    expect(days).toMatchObject([{ listened_seconds: 600 }]);
  });

  it('waits for a device that is just beginning, and goes on from there', async () => {
    const saved = await orms[1].em.fork().transactional(async (holder) => {
      await sql`insert into listening_progress (user_id, audiobook_id, position_seconds, client_updated_at, started_at)
        values (${userId(30)}, ${bookId(0)}, 5, ${new Date(start)}, ${new Date(start)})`.execute(
        holder.getKysely(),
      );
      const saving = save(savers[0], { user: 30, book: 0, write: write(65, start + minuteMs) });
      await waitFor('it to wait by itself', async () => failures.length > 0 && (await isWaiting()));
      return { saving };
    });
    const { progress } = await saved.saving;
    expect(progress).toMatchObject({ positionSeconds: 65, startedAt: new Date(start) });
    expect(await stored()).toMatchObject({ plays: [{ play_count: 0 }, { play_count: 0 }] });
  });

  it('waits for whose row is held, and others do not', async () => {
    const [held, other] = [[20, 21, 22], 23];
    for (const user of held) await save(savers[0], { user, book: 0, write: write(1) });
    const later = write(60, start + minuteMs);
    const waiting = await orms[1].em.fork().transactional(async (holder) => {
      await sql`select 1 from listening_progress for update`.execute(holder.getKysely());
      const saves: Promise<unknown>[] = [];
      for (const user of held) {
        saves.push(save(savers[0], { user, book: 0, write: later }));
        await nextTurn();
      }
      await save(savers[0], { user: other, book: 0, write: later });
      return { saves };
    });
    await Promise.all(waiting.saves);
    const { progress } = await stored();
    expect(progress).toMatchObject(
      [...held, other].map((user) => ({ user_id: userId(user), position_seconds: 60 })),
    );
  });
});
