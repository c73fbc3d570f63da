import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OpenAI from 'openai';
import type { LedgerCall } from '../../../dev/ai/ledger.ts';
import type { RunningStandIn } from '../../../dev/ai/stand-in.ts';
import { startAiStandIn } from '../../../dev/ai/start-ai-stand-in.ts';

export interface TestStandIn {
  running: RunningStandIn;
  client: OpenAI;
  dataDirectory: string;
  /** Calls the stand-in's own routes. */
  admin(method: string, path: string, body?: unknown): Promise<{ status: number; json: never }>;
  setFaults(...rules: unknown[]): Promise<void>;
  lastCall(): LedgerCall | undefined;
  /** Forgets faults, latency and ledger. */
  reset(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A stand-in on a free port with a client of its own that never retries. */
export async function startTestStandIn(): Promise<TestStandIn> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'ai-stand-in-'));
  const running = await startAiStandIn({ port: 0, dataDirectory });
  const client = new OpenAI({ apiKey: 'test', baseURL: `${running.url}/v1`, maxRetries: 0 });

  async function admin(method: string, path: string, body?: unknown) {
    const response = await fetch(`${running.url}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, json: (await response.json()) as never };
  }

  return {
    running,
    client,
    dataDirectory,
    admin,
    async setFaults(...rules) {
      const { status, json } = await admin('PUT', '/stand-in/faults', { rules });
      if (status !== 200) throw new Error(JSON.stringify(json));
    },
    lastCall: () => running.ledger.calls().at(-1),
    async reset() {
      await admin('DELETE', '/stand-in/faults');
      await admin('DELETE', '/stand-in/latency');
      await admin('DELETE', '/stand-in/ledger');
    },
    async [Symbol.asyncDispose]() {
      await running.close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** What a call of the client ends with; fails where it succeeds. */
export async function errorOf(
  call: Promise<unknown>,
): Promise<InstanceType<typeof OpenAI.APIError>> {
  try {
    await call;
  } catch (error) {
    return error as InstanceType<typeof OpenAI.APIError>;
  }
  throw new Error('the call succeeded');
}
