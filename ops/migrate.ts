import { migrateDatabase } from '../db/migrate-database.ts';
import { readSettings, SettingsError } from '../platform/config.ts';
import { createLogger } from '../platform/logger.ts';

/** `npm run migrate`: brings the database to the newest schema and ends. Needs DATABASE_URL alone. */
async function main(): Promise<void> {
  const { DATABASE_URL: url, LOG_LEVEL: level } = readSettings();
  if (!url) throw new SettingsError(['DATABASE_URL: is not set']);
  const log = createLogger({ level, part: 'migrate' });
  const applied = await migrateDatabase(url);
  log.info({ applied }, applied.length > 0 ? 'database migrated' : 'database is up to date');
}

try {
  await main();
} catch (error) {
  const text = error instanceof SettingsError ? error.message : String((error as Error).stack);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
