import { once } from 'node:events';
import { loadConfig, SettingsError } from '../platform/config.ts';
import { createApiDeps } from './api-deps.ts';
import { createApp } from './app.ts';
import { ensureFirstAdmin } from './ensure-first-admin.ts';
import { serve } from './serve.ts';

async function main(): Promise<void> {
  const config = loadConfig();
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await using deps = await createApiDeps(config);
  await deps.storage.ensureBucket();
  await ensureFirstAdmin(deps);
  const server = await serve(createApp(deps), config.http.port);
  deps.log.info({ port: server.port }, 'api ready');
  await stopped;
  deps.log.info('api stopping');
  await server.stop();
}

try {
  await main();
} catch (error) {
  const text = error instanceof SettingsError ? error.message : String((error as Error).stack);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
