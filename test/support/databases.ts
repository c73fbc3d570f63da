import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrateDatabase } from '../../db/migrate-database.ts';
import { getStack } from './stack.ts';

/** A migrated database of one's own on the shared server. @returns its address */
export async function createDatabase(): Promise<string> {
  const url = new URL(getStack().settings.DATABASE_URL ?? '');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  url.pathname = `/${name}`;
  await migrateDatabase(url.href);
  return url.href;
}
