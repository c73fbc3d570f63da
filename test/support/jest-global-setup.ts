import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startStack } from '../../dev/stack/start-stack.ts';
import { environmentWith } from '../../platform/config.ts';
import { noSettings } from './no-settings.ts';
import { makeStackDirectory } from './stack-directory.ts';
import { stackFileVariable, type SharedStack } from './shared-stack.ts';

declare global {
  // The set-up is called for each project of a run: the first call starts it, the teardown ends it.
  var lectorTestStack: Promise<{ stop: () => Promise<void> }> | undefined;
}

export default async function setup(): Promise<void> {
  globalThis.lectorTestStack ??= startForTests();
  await globalThis.lectorTestStack;
}

async function startForTests(): Promise<{ stop: () => Promise<void> }> {
  const directory = makeStackDirectory();
  const remove = () => rm(directory, { recursive: true, force: true });
  try {
    const stack = await startStack({
      directory,
      parts: ['postgres', 'temporal', 's3', 'mail', 'ai'],
      environment: environmentWith({ ...noSettings, NODE_ENV: 'test' }),
      isDurable: false,
      report: tell,
    });
    const { settings, inboxUrl = '' } = stack;
    const shared: SharedStack = { settings: { ...settings, NODE_ENV: 'test' }, inboxUrl };
    const file = join(directory, 'stack.json');
    await writeFile(file, JSON.stringify(shared));
    process.env[stackFileVariable] = file;
    return {
      async stop() {
        await stack.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** What takes long on a fresh machine, and what goes wrong; not that all is well. */
function tell(line: string): void {
  if (!line.includes(' ready in ')) process.stderr.write(`${line}\n`);
}
