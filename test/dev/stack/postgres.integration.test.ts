import { describe, expect, it } from '@jest/globals';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { pollUntil } from '../../../dev/stack/poll-until.ts';
import { takePort } from '../../../dev/stack/ports/take-port.ts';
import { startPostgres, type RunningPostgres } from '../../../dev/stack/postgres.ts';
import { openContext, type TestContext } from './part-context.ts';

async function start(context: TestContext): Promise<RunningPostgres> {
  const port = await takePort({ setting: 'POSTGRES_PORT', port: 0 });
  return startPostgres({ port, isDurable: true }, context);
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ value: unknown }>(text);
    return rows.map(({ value }) => value);
  } finally {
    await client.end();
  }
}

describe('the embedded Postgres', () => {
  it('keeps what was written through a stop and a start, and through kill -9', async () => {
    await using context = await openContext();
    await using first = await start(context);
    await query(first.url, 'create table note as select 1 as value');
    await first.stop();

    await using postgres = await start(context);
    const { url, pid = 0 } = postgres;
    await query(url, 'insert into note values (2)');
    process.kill(pid, 'SIGKILL');
    await pollUntil(() => context.reports.length === 2, { timeoutMs: 20_000 });
    expect(context.reports[1]).toMatch(/^postgres is back/);
    expect(await query(url, 'select value from note order by 1')).toEqual([1, 2]);
  });

  it('has the extensions and the rules of order that the product counts on', async () => {
    await using context = await openContext();
    await using postgres = await start(context);
    const extensions = ['pg_trgm', 'citext', 'unaccent', 'pgcrypto', 'btree_gin'];
    for (const name of extensions) await query(postgres.url, `create extension ${name}`);
    expect(await query(postgres.url, `select uuidv7() is not null as value`)).toEqual([true]);
    expect(await query(postgres.url, `select lower('ÄÖ') as value`)).toEqual(['äö']);
    const fsync = await query(postgres.url, `select current_setting('fsync') as value`);
    expect(fsync).toEqual(['on']);
  });

  it('wants its password, and is not to be had from outside', async () => {
    await using context = await openContext();
    await using postgres = await start(context);
    const wrong = new URL(postgres.url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
    const listening = await query(
      postgres.url,
      `select current_setting('listen_addresses') as value`,
    );
    expect(listening).toEqual(['127.0.0.1']);
  });

  it('starts over what a kill in the middle of the making has left', async () => {
    await using context = await openContext();
    const half = join(context.dataDirectory, 'postgres', 'cluster.new-1234');
    await mkdir(join(half, 'base'), { recursive: true });
    await using _postgres = await start(context);
    const entries = await readdir(join(context.dataDirectory, 'postgres'));
    expect(entries.sort()).toEqual(['cluster', 'password']);
  });

  it('is not kept from starting by an old note that names another cluster’s process', async () => {
    await using context = await openContext();
    await using elsewhere = await openContext();
    await using other = await start(elsewhere);
    await using first = await start(context);
    const note = join(context.dataDirectory, 'postgres', 'cluster', 'postmaster.pid');
    const lines = (await readFile(note, 'utf8')).split('\n');
    await first.stop();
    await writeFile(note, [other.pid, ...lines.slice(1)].join('\n'));
    await using second = await start(context);
    expect(await query(second.url, 'select 1 as value')).toEqual([1]);
    expect(await query(other.url, 'select 2 as value')).toEqual([2]);
    expect(elsewhere.reports).toEqual([]);
  });

  it('is told when its port is taken, with the end of its log', async () => {
    await using context = await openContext();
    await using other = await openContext();
    await using first = await start(context);
    const port = Number(new URL(first.url).port);
    await expect(startPostgres({ port, isDurable: false }, other)).rejects.toThrow(
      /postgres (ended with code 1 before it was ready|was not ready)(.|\n)*Address already in use/,
    );
  });
});
