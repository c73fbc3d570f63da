import type { Client } from 'pg';
import type { Draw } from './draw.ts';
import { insertRows } from './insert-rows.ts';
import type { SampleBook } from './make-catalogue.ts';

const day = 86_400_000;
const epoch = new Date('2025-06-01T00:00:00Z');
const days = 500;

/** Accounts that nobody can sign in to. */
export async function seedUsers(client: Client, draw: Draw, count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, () => {
    const id = draw.id(epoch);
    const name = `reader-${id.slice(-12)}`;
    return { id, email: `${name}@sample.invalid`, username: name, created_at: epoch };
  });
  const columns = { id: 'uuid', email: 'citext', username: 'citext', created_at: 'timestamptz' };
  await insertRows(client, 'users', columns, rows);
  return rows.map((row) => row.id);
}

interface Histories {
  users: string[];
  books: SampleBook[];
  /** Stretches of listening to make. */
  sessions: number;
  reviews: number;
}

/** What those users have listened to, how far they are, and what they think of it. Popular books get the most of it. */
export async function seedListening(
  client: Client,
  draw: Draw,
  histories: Histories,
): Promise<void> {
  const { users, books, sessions, reviews } = histories;
  if (users.length === 0 || books.length === 0) return;
  const pick = () => ({
    user: draw.one(users),
    book: books[draw.popular(books.length)] as SampleBook,
  });

  function* sessionRows() {
    for (let index = 0; index < sessions; index += 1) {
      const { user, book } = pick();
      const startedAt = new Date(epoch.getTime() + draw.number() * days * day);
      const listened = draw.whole(60, 5400);
      const from = Math.floor(draw.number() * Math.max(1, book.durationSeconds - listened));
      yield {
        id: draw.id(startedAt),
        user_id: user,
        audiobook_id: book.id,
        started_at: startedAt,
        ended_at: new Date(startedAt.getTime() + listened * 1000),
        start_position_seconds: from,
        end_position_seconds: Math.min(book.durationSeconds, from + listened),
        listened_seconds: listened,
      };
    }
  }
  await insertRows(client, 'listening_sessions', sessionColumns, sessionRows());
  await client.query(progressFromSessions);
  await client.query(daysFromSessions);

  function* reviewRows() {
    for (let index = 0; index < reviews; index += 1) {
      const { user, book } = pick();
      const createdAt = new Date(epoch.getTime() + draw.number() * days * day);
      const rating = Math.min(
        5,
        Math.max(1, Math.round(3.9 + (draw.number() + draw.number() - 1) * 2.5)),
      );
      const text = draw.number() < 0.4 ? draw.one(opinions) : '';
      yield {
        id: draw.id(createdAt),
        user_id: user,
        audiobook_id: book.id,
        rating,
        text,
        created_at: createdAt,
      };
    }
  }
  await insertRows(client, 'reviews', reviewColumns, reviewRows());
  await client.query(countersFromRows);
}

const opinions = [
  'The narrator carries it.',
  'A slow beginning, and then I could not stop.',
  'Not for me, but well read.',
  'I listened to it twice.',
  'Somewhere between beautiful and too long.',
  'The last chapter is worth the wait.',
];

const sessionColumns = {
  id: 'uuid',
  user_id: 'uuid',
  audiobook_id: 'uuid',
  started_at: 'timestamptz',
  ended_at: 'timestamptz',
  start_position_seconds: 'float8',
  end_position_seconds: 'float8',
  listened_seconds: 'float8',
};

const reviewColumns = {
  id: 'uuid',
  user_id: 'uuid',
  audiobook_id: 'uuid',
  rating: 'int',
  text: 'text',
  created_at: 'timestamptz',
};

const progressFromSessions = `
  insert into listening_progress (user_id, audiobook_id, position_seconds, is_completed, completed_at,
    client_updated_at, started_at, updated_at)
  select distinct on (s.user_id, s.audiobook_id) s.user_id, s.audiobook_id, s.end_position_seconds,
    s.end_position_seconds > a.duration_seconds * 0.9,
    case when s.end_position_seconds > a.duration_seconds * 0.9 then s.ended_at end,
    s.ended_at, s.started_at, s.ended_at
  from listening_sessions s join audiobooks a on a.id = s.audiobook_id
  order by s.user_id, s.audiobook_id, s.ended_at desc
  on conflict do nothing`;

const daysFromSessions = `
  insert into listening_days (user_id, day, listened_seconds)
  select user_id, (started_at at time zone 'UTC')::date, least(sum(listened_seconds), 86400)
  from listening_sessions group by 1, 2
  on conflict do nothing`;

const countersFromRows = `
  update audiobooks a set rating_sum = c.rating_sum, rating_count = c.rating_count,
    review_count = c.review_count, play_count = c.play_count
  from (
    select b.id, coalesce(r.rating_sum, 0) as rating_sum, coalesce(r.rating_count, 0) as rating_count,
      coalesce(r.review_count, 0) as review_count, coalesce(p.play_count, 0) as play_count
    from audiobooks b
    left join (select audiobook_id, sum(rating) as rating_sum, count(*) as rating_count,
        count(*) filter (where text <> '') as review_count
      from reviews where moderation = 'approved' group by 1) r on r.audiobook_id = b.id
    left join (select audiobook_id, count(*) as play_count from listening_progress group by 1) p
      on p.audiobook_id = b.id
    where r.audiobook_id is not null or p.audiobook_id is not null
  ) c where c.id = a.id`;
