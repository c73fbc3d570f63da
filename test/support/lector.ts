import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createApiDeps, type ApiDeps } from '../../api/api-deps.ts';
import { createApp } from '../../api/app.ts';
import { ensureFirstAdmin } from '../../api/ensure-first-admin.ts';
import { serve } from '../../api/serve.ts';
import { loadConfig, type Config } from '../../platform/config.ts';
import { startAiProcess, type AiProcess } from './ai-process.ts';
import { createClient, type Client } from './client.ts';
import { createDatabase } from './databases.ts';
import { startWorker, type ReplaceDeps, type RunningWorker } from './running-worker.ts';
import { getStack } from './stack.ts';
import { quietRuntime, startTemporal } from './temporal-server.ts';

export interface TestUser extends Client {
  id: string;
  email: string;
  password: string;
}

/** A Lector of a test file's own: database, bucket, Temporal server and AI stand-in; API and worker in this process. */
export interface TestLector {
  url: string;
  config: Config;
  deps: ApiDeps;
  ai: AiProcess;
  temporal: TestWorkflowEnvironment;
  worker: RunningWorker;
  guest: Client;
  admin: TestUser;
  newUser(): Promise<TestUser>;
  signIn(email: string, password: string): Promise<Client>;
  /** Mails caught for an address, newest first. */
  mailsTo(address: string): Promise<{ subject: string; text: string; html: string }[]>;
  stop(): Promise<void>;
}

interface LectorOptions {
  settings?: Record<string, string>;
  /** Where API and worker are to find the Temporal server, when not there where it is: behind a proxy that can be cut. */
  reachTemporal?: (address: string) => Promise<string>;
  /** What the worker is to use in place of its own. */
  replaceWorkerDeps?: ReplaceDeps;
}

export async function startLector({
  settings = {},
  reachTemporal = async (address) => address,
  replaceWorkerDeps,
}: LectorOptions = {}): Promise<TestLector> {
  quietRuntime();
  const stack = getStack();
  const directory = await mkdtemp(join(tmpdir(), 'lector-test-'));
  const ai = await startAiProcess(join(directory, 'ai'));
  const temporal = await startTemporal();
  const adminEmail = `admin-${randomUUID().slice(0, 8)}@lector.test`;
  const config = loadConfig({
    ...stack.settings,
    NODE_ENV: 'test',
    LOG_LEVEL: 'fatal',
    PORT: '0',
    PUBLIC_URL: 'http://lector.test',
    DATABASE_URL: await createDatabase(),
    S3_BUCKET: `test-${randomUUID()}`,
    TEMPORAL_ADDRESS: await reachTemporal(temporal.address),
    OPENAI_BASE_URL: `${ai.url}/v1`,
    OPENAI_API_KEY: 'stand-in',
    SCRATCH_DIR: join(directory, 'scratch'),
    LECTOR_ADMIN_EMAIL: adminEmail,
    LECTOR_ADMIN_PASSWORD: adminPassword,
    ADMIN_ALERT_EMAIL: `alerts-${adminEmail}`,
    ...settings,
  });
  const deps = await createApiDeps(config);
  await deps.storage.ensureBucket();
  await ensureFirstAdmin(deps);
  const server = await serve(createApp(deps), 0);
  const worker = await startWorker(config, replaceWorkerDeps);
  const url = `http://127.0.0.1:${server.port}`;
  const guest = createClient(url, null);

  async function signIn(email: string, password: string): Promise<Client> {
    const { status, body } = await guest.post<{ access_token: string }>('/auth/login', {
      email,
      password,
    });
    if (status !== 200) throw new Error(`Sign-in answered ${status}`);
    return createClient(url, body.access_token);
  }

  async function asUser(email: string, password: string): Promise<TestUser> {
    const client = await signIn(email, password);
    const { body } = await client.get<{ id: string }>('/users/me');
    return { ...client, id: body.id, email, password };
  }

  async function newUser(): Promise<TestUser> {
    const name = `user-${randomUUID().slice(0, 12)}`;
    const [email, password] = [`${name}@lector.test`, 'nobody will guess this'];
    await guest.post('/auth/register', { email, username: name, password });
    return asUser(email, password);
  }

  async function mailsTo(address: string) {
    const response = await fetch(`${stack.inboxUrl}/messages?to=${encodeURIComponent(address)}`);
    return (await response.json()) as { subject: string; text: string; html: string }[];
  }

  async function stop(): Promise<void> {
    await worker.stop();
    await server.stop();
    await deps[Symbol.asyncDispose]();
    await temporal.teardown();
    await ai.close();
    await rm(directory, { recursive: true, force: true });
  }

  const admin = await asUser(adminEmail, adminPassword);
  return { url, config, deps, ai, temporal, worker, guest, admin, newUser, signIn, mailsTo, stop };
}

const adminPassword = 'correct horse battery staple';
