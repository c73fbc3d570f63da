import pg from 'pg';
import { createOrm } from './orm.config.ts';

/** Any number will do, so long as every migration of every process takes the same. */
const migrationLock = 7_309_453;

/**
 * Brings a database to the newest schema. Safe to run from several processes at once: they queue for an advisory
 * lock, and the later ones find nothing to do.
 *
 * @returns the names of the migrations that were applied now
 */
export async function migrateDatabase(url: string): Promise<string[]> {
  const lockHolder = new pg.Client({ connectionString: url });
  await lockHolder.connect();
  const orm = createOrm({ url, poolSize: 2 });
  try {
    await lockHolder.query('select pg_advisory_lock($1)', [migrationLock]);
    const applied = await orm.migrator.up();
    return applied.map((migration) => migration.name);
  } finally {
    await orm.close();
    await lockHolder.end();
  }
}
