import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { createChangeFeed, type Change, type ChangeFeed } from '../../platform/change-feed.ts';
import { createLogger } from '../../platform/logger.ts';
import { createDatabase } from '../support/databases.ts';
import { waitFor } from '../support/wait-for.ts';

let url: string;
let feed: ChangeFeed;
let client: pg.Client;
const heard: Change[] = [];
let losses = 0;

beforeAll(async () => {
  url = await createDatabase();
  feed = createChangeFeed(url, createLogger({ level: 'fatal', part: 'test' }));
  feed.subscribe({ changed: (change) => heard.push(change), lost: () => (losses += 1) });
  client = new pg.Client(url);
  await client.connect();
  await waitFor('the feed to listen', async () => feed.isListening(), 5000);
});
afterAll(async () => {
  await client.end();
  await feed[Symbol.asyncDispose]();
});

it('hears of a change of the catalogue once it is committed', async () => {
  await client.query('begin');
  await client.query(
    "insert into genres (id, name) values ('01900000-0000-7000-8000-000000000001', 'G')",
  );
  expect(heard).toEqual([]);
  await client.query('commit');
  await waitFor('the change', async () => heard.length > 0, 5000);
  expect(heard).toEqual([{ table: 'genres', id: '01900000-0000-7000-8000-000000000001' }]);
});

it('says so when its connection is lost, and comes back', async () => {
  await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike '%listen lector_changes%' and pid <> pg_backend_pid()
      or datname = current_database() and query = 'select 1'`);
  await waitFor('the loss', async () => losses === 1, 5000);
  await waitFor('the feed to listen again', async () => feed.isListening(), 5000);
  heard.length = 0;
  await client.query("update genres set name = 'H'");
  await waitFor('a change', async () => heard.length > 0, 5000);
  expect(heard[0]?.table).toBe('genres');
});
