import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { environmentWith } from '../../../platform/config.ts';

export interface ApiProcess {
  url: string;
  stop(): Promise<void>;
}

/**
 * An API in a process of its own, as `npm run api` starts it.
 *
 * @param settings by their names in the environment; PORT is any free one
 */
export async function startApiProcess(settings: Record<string, string>): Promise<ApiProcess> {
  const child = spawn(process.execPath, ['api/main.ts'], {
    env: environmentWith({ ...settings, PORT: '0', LOG_LEVEL: 'info', NODE_OPTIONS: '' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const port = await readPort(child);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function readPort(child: ChildProcess): Promise<number> {
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once('exit', (code) => reject(new Error(`The API ended with ${code}: ${errors}`)));
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  lines.on('line', (line) => {
    const { msg, port } = JSON.parse(line) as { msg?: string; port?: number };
    if (msg === 'api ready' && port !== undefined) resolve(port);
  });
  return promise;
}
