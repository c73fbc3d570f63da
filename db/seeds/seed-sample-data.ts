import pg from 'pg';
import { createDraw } from './draw.ts';
import { seedCatalogue } from './seed-catalogue.ts';
import { seedListening, seedUsers } from './seed-listeners.ts';

export interface SampleDataOptions {
  /** An administrator, who owns the audiobooks. */
  ownerId: string;
  books: number;
  users: number;
  /** Stretches of listening. */
  sessions: number;
  reviews: number;
  /** The same number gives the same data. */
  seed: number;
  report: (line: string) => void;
}

/** Words go into the search index in bulk at the end, instead of row by row. */
const bulkSettings = [
  "work_mem = '64MB'",
  "maintenance_work_mem = '512MB'",
  "gin_pending_list_limit = '1GB'",
];

const searchedAtOnce = 5000;

const wordIndexes = ['audiobook_search_document_index', 'audiobook_search_heading_index'];

/** A believable catalogue without recordings, and what readers have done with it. All of it, or none. */
export async function seedSampleData(url: string, options: SampleDataOptions): Promise<void> {
  const { ownerId, books: count, users: userCount, sessions, reviews, seed, report } = options;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    for (const setting of bulkSettings) await client.query(`set local ${setting}`);
    await relaxForeignKeys(client);
    // Whoever keeps answers is told once, at the end.
    await client.query('alter table audiobooks disable trigger user');
    const draw = createDraw(seed);
    const books = await seedCatalogue(client, draw, { ownerId, books: count });
    if (!books) {
      await client.query('rollback');
      report('The sample data of this seed is there already.');
      return;
    }
    report(`${count} audiobooks`);
    const users = await seedUsers(client, draw, userCount);
    report(`${userCount} readers`);
    await seedListening(client, draw, { users, books, sessions, reviews });
    report(`${sessions} stretches of listening, ${reviews} reviews`);
    // Without figures of what is there now, the planner takes the tables for empty.
    await client.query('analyze');
    await collectWords(client, 'on');
    const ids = books.map(({ id }) => id);
    for (let start = 0; start < ids.length; start += searchedAtOnce) {
      const some = ids.slice(start, start + searchedAtOnce);
      await client.query('select refresh_audiobook_search($1)', [some]);
    }
    await collectWords(client, 'off');
    report('search index');
    await client.query('alter table audiobooks enable trigger user');
    await client.query("select pg_notify('lector_changes', 'audiobooks:')");
    await client.query('commit');
    // Filled row by row, the indexes of words are some six times as large as made at once.
    for (const table of ['audiobook_search', 'search_words']) {
      await client.query(`reindex table concurrently ${table}`);
    }
    await client.query('vacuum analyze');
    report('vacuumed');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    await client.end();
  }
}

/** Superusers may leave out the checks of a million foreign keys: what is made here has none that is wrong. */
async function relaxForeignKeys(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ is_superuser: string }>('show is_superuser');
  if (rows[0]?.is_superuser === 'on')
    await client.query('set local session_replication_role = replica');
}

/** Whether words wait to be put in their place in the indexes, many at once. */
async function collectWords(client: pg.Client, fastupdate: 'on' | 'off'): Promise<void> {
  for (const index of wordIndexes) {
    await client.query(`alter index ${index} set (fastupdate = ${fastupdate})`);
  }
}
