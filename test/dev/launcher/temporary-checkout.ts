import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processIdentity } from '../../../dev/bootstrap/process-identity.mjs';
import { pollUntil } from '../../../dev/stack/poll-until.ts';
import { environmentWith } from '../../../platform/config.ts';
import { noSettings } from '../../support/no-settings.ts';

const project = join(import.meta.dirname, '../../..');

// What others make is stood in for: each part says what it was given, and how it was stopped.
const standIns = {
  'api/main.ts': `
    import { createServer } from 'node:http';
    import { appendFileSync, writeFileSync } from 'node:fs';
    import pg from 'pg';
    writeFileSync('api-settings.json', JSON.stringify(process.env));
    createServer((request, response) => response.end('ok')).listen(Number(process.env.PORT));
    process.on('SIGTERM', async () => {
      const client = new pg.Client(process.env.DATABASE_URL);
      await client.connect();
      const { rows } = await client.query('select count(*)::int from migrated');
      appendFileSync('events', \`api stopped, migrated \${rows[0].count} times\\n\`);
      process.exit(0);
    });`,
  'worker/main.ts': `
    console.log(JSON.stringify({ level: 'info', msg: 'worker ready' }));
    setInterval(() => {}, 1000);`,
  'ops/migrate.ts': `
    import pg from 'pg';
    const client = new pg.Client(process.env.DATABASE_URL);
    await client.connect();
    await client.query('create table if not exists migrated ()');
    await client.query('insert into migrated default values');
    await client.end();`,
  'ops/main.ts': `
    import { appendFileSync } from 'node:fs';
    appendFileSync('ops-commands.txt', process.argv.slice(2).join(' ') + '\\n');`,
  'dev/ai/main.ts': `
    console.log('listening on http://127.0.0.1:0');
    setInterval(() => {}, 1000);`,
  'dev/demo/run-demo.ts': `
    import { existsSync, writeFileSync } from 'node:fs';
    export async function runDemo({ print, ...options }) {
      print('the demo plays');
      writeFileSync('demo-options.json', JSON.stringify(options));
      return { ok: !existsSync('demo-fails') };
    }`,
};

/** A checkout with the launcher as it is, and little stand-ins for the product. */
export async function makeCheckout() {
  const root = await mkdtemp(join(tmpdir(), 'lector-checkout-'));
  const file = (path: string) => join(root, path);
  for (const folder of ['dev', 'domain', 'platform']) {
    await cp(join(project, folder), file(folder), { recursive: true });
  }
  await symlink(join(project, 'node_modules'), file('node_modules'));
  await writeFile(file('package.json'), '{"type": "module"}');
  for (const [path, text] of Object.entries(standIns)) {
    await mkdir(join(file(path), '..'), { recursive: true });
    await writeFile(file(path), text);
  }
  return {
    root,
    file,
    read: (path: string) => (existsSync(file(path)) ? readFileSync(file(path), 'utf8') : ''),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

export type Checkout = Awaited<ReturnType<typeof makeCheckout>>;

const freePorts = Object.fromEntries(
  Object.keys(noSettings)
    .filter((name) => name === 'PORT' || name.endsWith('_PORT'))
    .map((name) => [name, '0']),
);

export interface Launcher {
  child: ChildProcess;
  output: () => string;
  /** The exit code; 128 + signal for a signal. */
  ended: Promise<number>;
  /** Whether it comes to say that, before it ends. */
  says: (words: string) => Promise<boolean>;
}

export function launchIn(
  checkout: Checkout,
  launcherArguments: string[] = [],
  settings: Record<string, string> = {},
): Launcher {
  const child = spawn(process.execPath, [checkout.file('dev/start.ts'), ...launcherArguments], {
    cwd: checkout.root,
    env: environmentWith({ ...noSettings, ...freePorts, ...settings }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number>((resolve) => {
    child.once('close', (code) => resolve(code ?? 137));
  });
  const says = async (words: string) => {
    const isOver = () => output.includes(words) || child.exitCode !== null;
    await pollUntil(isOver, { timeoutMs: 30_000 });
    return output.includes(words);
  };
  return { child, output: () => output, ended, says };
}

/** The parts that are noted down, by name, with their process ids. */
export function notedParts(checkout: Checkout): Record<string, number> {
  const directory = checkout.file('.lector/run');
  const notes = readdirSync(directory).filter((name) => name.endsWith('.pid'));
  return Object.fromEntries(
    notes.map((name) => [
      name.replace('.pid', ''),
      Number(readFileSync(join(directory, name), 'utf8')),
    ]),
  );
}

/** Whether any process works in the checkout or has it in its command line. */
export function processesOf(checkout: Checkout): string[] {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && processIdentity(Number(pid)) !== undefined)
    .map((pid) => commandLine(pid))
    .filter((line) => line.includes(checkout.root));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
