import { randomUUID } from 'node:crypto';
import { createApiDeps, type ApiDeps } from '../../api/api-deps.ts';
import { createApp } from '../../api/app.ts';
import { ensureFirstAdmin } from '../../api/ensure-first-admin.ts';
import { serve } from '../../api/serve.ts';
import { loadConfig, type Config } from '../../platform/config.ts';
import { createAccounts, type Account, type Accounts } from './accounts.ts';
import { createClient, type Client } from './client.ts';
import { createDatabase } from './databases.ts';
import { getStack } from './stack.ts';

/** The API in this process, with a database and a bucket of its own; no worker, so workflows and mails wait. */
export interface TestApi extends Accounts {
  url: string;
  port: number;
  config: Config;
  deps: ApiDeps;
  guest: Client;
  /** The first administrator. */
  admin: Account;
  stop(): Promise<void>;
}

/** Settings of an API of a test's own, on the shared stack. */
export async function apiSettings(
  overrides: Record<string, string> = {},
): Promise<Record<string, string>> {
  return {
    ...getStack().settings,
    NODE_ENV: 'test',
    LOG_LEVEL: 'fatal',
    PORT: '0',
    PUBLIC_URL: 'http://lector.test',
    DATABASE_URL: overrides['DATABASE_URL'] ?? (await createDatabase()),
    S3_BUCKET: `test-${randomUUID()}`,
    LECTOR_ADMIN_EMAIL: `admin-${randomUUID().slice(0, 8)}@lector.test`,
    LECTOR_ADMIN_PASSWORD: 'correct horse battery staple',
    ...overrides,
  };
}

export async function startApi(settings: Record<string, string> = {}): Promise<TestApi> {
  const config = loadConfig(await apiSettings(settings));
  const deps = await createApiDeps(config);
  await deps.storage.ensureBucket();
  await ensureFirstAdmin(deps);
  const server = await serve(createApp(deps), 0);
  const url = `http://127.0.0.1:${server.port}`;
  const accounts = createAccounts(url);
  const { email = '', password = '' } = config.firstAdmin ?? {};
  return {
    url,
    port: server.port,
    config,
    deps,
    guest: createClient(url, null),
    admin: await accounts.signIn(email, password),
    ...accounts,
    stop: async () => {
      await server.stop();
      await deps[Symbol.asyncDispose]();
    },
  };
}
