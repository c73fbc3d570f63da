import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../dev/stack/project-root.ts';
import { createAiAdmin, type AiAdmin } from './ai-admin.ts';

/** An AI stand-in of a test file's own, in a process of its own. */
export interface AiProcess extends AiAdmin {
  url: string;
  close(): Promise<void>;
}

export async function startAiProcess(dataDirectory: string): Promise<AiProcess> {
  const args = [join(projectRoot, 'dev/ai/main.ts'), '--port', '0', '--data', dataDirectory];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await readAddress(child.stdout);

  return {
    url,
    ...createAiAdmin(url),
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
