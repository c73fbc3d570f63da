import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerCall } from '../../../dev/ai/ledger.ts';
import { waitFor } from '../../support/wait-for.ts';
import { startAssemblyAiStandIn } from '../../../dev/assemblyai/start-assemblyai-stand-in.ts';

export interface TestAssemblyAi {
  url: string;
  directory: string;
  calls(): readonly LedgerCall[];
  /** `METHOD /route` of every call so far, jobs included. */
  routes(): string[];
  paidJobs(): LedgerCall[];
  setFaults(...rules: object[]): Promise<void>;
  setLatency(latency: object): Promise<void>;
  /** Forgets faults, latency and ledger, when the jobs under way have ended. */
  reset(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** AssemblyAI's stand-in on a free port. */
export async function startTestAssemblyAi(): Promise<TestAssemblyAi> {
  const directory = await mkdtemp(join(tmpdir(), 'assemblyai-stand-in-'));
  const running = await startAssemblyAiStandIn({ port: 0, dataDirectory: directory });

  async function admin(method: string, path: string, body?: object): Promise<void> {
    const response = await fetch(`${running.url}/stand-in/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(await response.text());
    await response.arrayBuffer();
  }

  async function jobsEnd(): Promise<void> {
    for (const key of ['key', 'another key']) {
      await waitFor('the end of all jobs', async () => {
        const list = `${running.url}/v2/transcript?limit=200`;
        const response = await fetch(list, { headers: { authorization: key } });
        const { transcripts } = (await response.json()) as { transcripts: { status: string }[] };
        return transcripts.every(({ status }) => status === 'completed' || status === 'error');
      });
    }
  }

  return {
    url: running.url,
    directory,
    calls: () => running.ledger.calls(),
    routes: () => running.ledger.calls().map(({ method, path }) => `${method} ${path}`),
    paidJobs: () => running.ledger.calls().filter(({ paid }) => paid),
    setFaults: (...rules) => admin('PUT', 'faults', { rules }),
    setLatency: (latency) => admin('PUT', 'latency', latency),
    async reset() {
      await jobsEnd();
      await admin('DELETE', 'faults');
      await admin('DELETE', 'latency');
      await admin('DELETE', 'ledger');
    },
    async [Symbol.asyncDispose]() {
      await running.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
