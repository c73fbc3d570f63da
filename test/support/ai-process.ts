import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LedgerCall } from '../../dev/ai/ledger.ts';
import { projectRoot } from '../../dev/stack/project-root.ts';

/** An AI stand-in of a test file's own, in a process of its own. */
export interface AiProcess {
  url: string;
  calls(): Promise<LedgerCall[]>;
  /** Replaces all fault rules; an empty list takes them away. See the stand-in's own page for their form. */
  setFaults(rules: object[]): Promise<void>;
  close(): Promise<void>;
}

export async function startAiProcess(dataDirectory: string): Promise<AiProcess> {
  const args = [join(projectRoot, 'dev/ai/main.ts'), '--port', '0', '--data', dataDirectory];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await readAddress(child.stdout);

  async function admin<Body>(method: string, path: string, body?: object): Promise<Body> {
    const response = await fetch(`${url}/stand-in/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok)
      throw new Error(`The stand-in answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Body;
  }

  return {
    url,
    calls: async () => (await admin<{ calls: LedgerCall[] }>('GET', 'ledger')).calls,
    setFaults: async (rules) => void (await admin('PUT', 'faults', { rules })),
    close: async () => {
      child.kill('SIGTERM');
      await once(child, 'close');
    },
  };
}

async function readAddress(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const address = /listening on (http:\S+)/.exec(line)?.[1];
    if (address) {
      output.resume();
      return address;
    }
  }
  throw new Error('The AI stand-in did not start');
}
