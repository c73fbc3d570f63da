import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { keptSecret } from './kept-secret.ts';
import type { PartContext, RunningPart } from './part.ts';
import { chooseAccount } from './postgres/choose-account.ts';
import { findPostgres } from './postgres/find-postgres.ts';
import { makeCluster, superuser } from './postgres/make-cluster.ts';
import { stopLeftovers } from './postgres/stop-leftovers.ts';
import { PartProcess } from './process/part-process.ts';

const database = 'lector';

export interface PostgresOptions {
  port: number;
  /** False for tests: a crash of the machine (not of Postgres) may then lose data. */
  isDurable: boolean;
}

export interface RunningPostgres extends RunningPart {
  /** Of the database `lector`, as a superuser. */
  url: string;
}

/** Postgres of the npm package on 127.0.0.1, with a password, and the database `lector` in it. */
export async function startPostgres(
  { port, isDurable }: PostgresOptions,
  context: PartContext,
): Promise<RunningPostgres> {
  const directory = join(context.dataDirectory, 'postgres');
  mkdirSync(directory, { recursive: true });
  const password = keptSecret(join(directory, 'password'));
  const cluster = join(realpathSync(directory), 'cluster');
  const programs = findPostgres();
  const account = await chooseAccount(cluster, [cluster, programs.postgres], context.lifeline);
  await makeCluster({ ...programs, cluster, password, account }, context);

  const url = (name: string) => `postgres://${superuser}:${password}@127.0.0.1:${port}/${name}`;
  const part = await PartProcess.start(
    {
      name: 'postgres',
      command: [programs.postgres, '-D', cluster, ...settings(port, isDurable)],
      environment: context.environment,
      directory: '/',
      ...(account && { account }),
      // A fast shutdown; SIGTERM waits for the clients to leave.
      deathSignal: 'SIGINT',
      stopSignal: 'SIGINT',
      stopTimeoutMs: 5000,
      readyTimeoutMs: 60_000,
      beforeStart: () => stopLeftovers(cluster),
      isReady: () => hasDatabase(url('postgres')),
    },
    context,
  );
  return Object.assign(part, { url: url(database) });
}

function settings(port: number, isDurable: boolean): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    effective_cache_size: '512MB',
    random_page_cost: 1.1,
    jit: 'off',
    wal_level: 'minimal',
    max_wal_senders: 0,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(!isDurable && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Whether it takes connections and has the database, which is made when missing. */
async function hasDatabase(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  // A connection that is cut while it is made is told twice.
  client.on('error', () => {});
  try {
    await client.connect();
    const query = 'select from pg_database where datname = $1';
    const { rowCount } = await client.query(query, [database]);
    if (rowCount === 0) await client.query(`create database ${database}`);
    return true;
  } catch {
    // Not yet; what keeps it from it is in its log.
    return false;
  } finally {
    await client.end();
  }
}
