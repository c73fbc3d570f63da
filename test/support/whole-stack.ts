import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { partNames, type PartName } from '../../dev/stack/part-names.ts';
import { startStack } from '../../dev/stack/start-stack.ts';
import { environmentWith } from '../../platform/config.ts';
import { createAccounts, type Account, type Accounts } from './accounts.ts';
import { createAiAdmin, type AiAdmin } from './ai-admin.ts';
import { noSettings } from './no-settings.ts';
import { waitFor } from './wait-for.ts';

/** Everything that `npm start` starts, as processes of a test file's own, which may be killed. */
export interface WholeStack extends Accounts {
  apiUrl: string;
  admin: Account;
  ai: AiAdmin;
  /** A place for files; it goes when the stack does. */
  directory: string;
  settings: Record<string, string>;
  /** A connection of a test's own to the database. */
  connect(): Promise<pg.Client>;
  /** @returns the rows of one query */
  query<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
  pid(part: PartName): number;
  /** Sends the signal, and waits until the launcher has the part running again. */
  killAndAwaitReturn(part: PartName, signal: NodeJS.Signals): Promise<void>;
  mailsTo(address: string): Promise<{ subject: string }[]>;
  stop(): Promise<void>;
}

const admin = { email: 'admin@lector.test', password: 'correct horse battery staple' };

export async function startWholeStack(settings: Record<string, string> = {}): Promise<WholeStack> {
  const directory = await mkdtemp(join(tmpdir(), 'lector-chaos-'));
  const removeDirectory = () => rm(directory, { recursive: true, force: true });
  const stack = await startStack({
    directory,
    parts: partNames,
    environment: environmentWith({
      ...noSettings,
      NODE_ENV: 'test',
      LECTOR_ADMIN_EMAIL: admin.email,
      LECTOR_ADMIN_PASSWORD: admin.password,
      ADMIN_ALERT_EMAIL: admin.email,
      ...settings,
    }),
    isDurable: false,
  }).catch(async (error: unknown) => {
    await removeDirectory();
    throw error;
  });
  const database = await connect();
  const { apiUrl = '', inboxUrl = '' } = stack;
  const accounts = createAccounts(apiUrl);

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: stack.settings['DATABASE_URL'] });
    await client.connect();
    // The server's end at the end of the test is no error of anybody's.
    client.on('error', () => undefined);
    return client;
  }

  function pid(part: PartName): number {
    const id = stack.parts.get(part)?.pid;
    if (id === undefined) throw new Error(`${part} is not running`);
    return id;
  }

  async function timesReady(part: PartName): Promise<number> {
    const log = await readFile(join(directory, 'logs', `${part}.log`), 'utf8');
    return log.match(readyLines[part] ?? /$^/g)?.length ?? 0;
  }

  async function killAndAwaitReturn(part: PartName, signal: NodeJS.Signals): Promise<void> {
    const before = await timesReady(part);
    process.kill(pid(part), signal);
    await waitFor(`the ${part} to be back`, async () => (await timesReady(part)) > before, 60_000);
  }

  return {
    ...accounts,
    apiUrl,
    directory,
    settings: stack.settings,
    admin: await accounts.signIn(admin.email, admin.password),
    ai: createAiAdmin((stack.settings['OPENAI_BASE_URL'] ?? '').replace(/\/v1$/, '')),
    connect,
    query: async <Row>(sql: string, values: unknown[] = []) =>
      (await database.query(sql, values)).rows as Row[],
    pid,
    killAndAwaitReturn,
    mailsTo: async (address) => {
      const response = await fetch(`${inboxUrl}/messages?to=${encodeURIComponent(address)}`);
      return (await response.json()) as { subject: string }[];
    },
    stop: async () => {
      await database.end();
      await stack.stop();
      await removeDirectory();
    },
  };
}

/** What a part writes when it is ready to work. */
const readyLines: Partial<Record<PartName, RegExp>> = {
  api: /"msg":"api ready"/g,
  worker: /"msg":"worker ready"/g,
};
