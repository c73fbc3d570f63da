import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { partNames } from '../../../dev/stack/part-names.ts';
import { pollUntil } from '../../../dev/stack/poll-until.ts';
import { getStack } from '../../support/stack.ts';
import {
  launchIn,
  makeCheckout,
  notedParts,
  processesOf,
  type Checkout,
  type Launcher,
} from './temporary-checkout.ts';

let checkout: Checkout;
const launchers: Launcher[] = [];

beforeEach(async () => {
  checkout = await makeCheckout();
});

afterEach(async () => {
  for (const { child } of launchers.splice(0)) child.kill('SIGKILL');
  if (!(await nothingLeft())) throw new Error(`Left: ${processesOf(checkout).join('\n')}`);
  await checkout.remove();
});

function launch(
  ...given: Parameters<typeof launchIn> extends [Checkout, ...infer Rest] ? Rest : never
) {
  const launcher = launchIn(checkout, ...given);
  launchers.push(launcher);
  return launcher;
}

function nothingLeft(): Promise<boolean> {
  return pollUntil(() => processesOf(checkout).length === 0, { timeoutMs: 8000 });
}

/** The settings by which a launcher uses the stack of the tests and starts just the product. */
function elsewhere(): Record<string, string> {
  const { NODE_ENV: _test, SCRATCH_DIR: _scratch, ...settings } = getStack().settings;
  return settings;
}

describe('npm start', () => {
  it('starts everything, tells the product where it is, plays the demo, and with --once ends', async () => {
    const { ended, output } = launch(['--once']);
    expect(await ended).toBe(0);
    expect(output()).toMatch(/Ready in \d+\.\d s\. Ctrl-C stops everything\./);
    expect(output()).toMatch(/the demo plays(.|\n)*Stopped\.\n$/);
    expect(checkout.read('ops-commands.txt')).toMatch(/^seed --books 300 /);
    const settings = JSON.parse(checkout.read('api-settings.json')) as Record<string, string>;
    expect(settings).toMatchObject({
      DATABASE_URL: expect.stringMatching(
        /^postgres:\/\/lector:[0-9a-f]{32}@127\.0\.0\.1:\d+\/lector$/,
      ),
      TEMPORAL_ADDRESS: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      TEMPORAL_UI_URL: expect.stringMatching(/^http:\/\/localhost:\d+$/),
      S3_ENDPOINT: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      S3_PUBLIC_ENDPOINT: settings['S3_ENDPOINT'],
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^[0-9a-f]{32}$/),
      AWS_SECRET_ACCESS_KEY: expect.stringMatching(/^[0-9a-f]{32}$/),
      SMTP_URL: expect.stringMatching(/^smtp:\/\/127\.0\.0\.1:\d+$/),
      OPENAI_BASE_URL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/v1$/),
      OPENAI_API_KEY: 'stand-in',
      PUBLIC_URL: `http://localhost:${settings['PORT']}`,
      SCRATCH_DIR: checkout.file('.lector/scratch'),
    });
    expect(JSON.parse(checkout.read('demo-options.json'))).toEqual({
      apiUrl: settings['PUBLIC_URL'],
      inboxUrl: expect.stringMatching(/^http:\/\/localhost:\d+$/),
      temporalUiUrl: settings['TEMPORAL_UI_URL'],
      adminEmail: 'admin@lector.local',
      adminPassword: 'correct horse battery staple',
      aiIsStandIn: true,
    });
    expect(await nothingLeft()).toBe(true);
    expect(notedParts(checkout)).toEqual({});
  });

  it('tells by its exit code that the demo failed', async () => {
    await writeFile(checkout.file('demo-fails'), '');
    expect(await launch(['--once'], elsewhere()).ended).toBe(1);
  });

  it('stays up, refuses a second one, and stops the product before what stands behind it', async () => {
    const first = launch(['--no-demo']);
    expect(await first.says('Ready in')).toBe(true);
    expect(Object.keys(notedParts(checkout)).sort()).toEqual([...partNames].sort());
    const second = launch(['--no-demo']);
    expect(await second.ended).toBe(1);
    expect(checkout.read('.lector/run/settings.env')).toMatch(/^DATABASE_URL="postgres:/m);
    expect(second.output()).toContain(`Lector runs here already (process ${first.child.pid})`);
    // As npm and the terminal do it: one press, several signals.
    for (const _ of [1, 2, 3]) first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    expect(checkout.read('events')).toBe('api stopped, migrated 1 times\n');
    expect(existsSync(checkout.file('.lector/run/settings.env'))).toBe(false);
  });

  it('leaves nothing behind after kill -9, and goes on with the same data', async () => {
    const first = launch(['--no-demo']);
    expect(await first.says('Ready in')).toBe(true);
    first.child.kill('SIGKILL');
    expect(await nothingLeft()).toBe(true);
    const second = launch(['--no-demo']);
    expect(await second.says('Ready in')).toBe(true);
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    expect(checkout.read('events')).toBe('api stopped, migrated 2 times\n');
  });

  it('wipes just the data with --fresh', async () => {
    const kept = ['data/s3/note', 'logs/note'].map((path) => checkout.file(`.lector/${path}`));
    for (const path of kept) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, '');
    }
    expect(await launch(['--once', '--no-demo'], elsewhere()).ended).toBe(0);
    expect(kept.map((path) => existsSync(path))).toEqual([true, true]);
    expect(await launch(['--once', '--no-demo', '--fresh'], elsewhere()).ended).toBe(0);
    expect(kept.map((path) => existsSync(path))).toEqual([false, true]);
  });

  it('does not wait for the second Ctrl-C', async () => {
    await writeFile(
      checkout.file('worker/main.ts'),
      `
      process.on('SIGTERM', () => {});
      console.log('{"msg":"worker ready"}');
      setInterval(() => {}, 1000);`,
    );
    const { child, ended, says, output } = launch(['--no-demo'], elsewhere());
    expect(await says('Ready in')).toBe(true);
    child.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(output()).toMatch(/Stopping at once\.\n$/);
  });

  it('that can not start leaves nothing running, and shows why', async () => {
    await writeFile(checkout.file('api/main.ts'), `throw new Error('S3_BUCKET: is not set')`);
    const { ended, output } = launch(['--no-demo'], elsewhere());
    expect(await ended).toBe(1);
    expect(output()).toMatch(/api ended with code 1 before it was ready\. The end of .*api\.log:/);
    expect(output()).toContain('S3_BUCKET: is not set');
    expect(await nothingLeft()).toBe(true);
  });

  it('can be stopped while it starts', async () => {
    await writeFile(checkout.file('worker/main.ts'), 'setInterval(() => {}, 1000)');
    const { child, ended, output, says } = launch(['--no-demo'], elsewhere());
    expect(await says('api ready')).toBe(true);
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(output()).not.toContain('Ready in');
  });
});
