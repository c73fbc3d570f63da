import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { environmentWith, loadConfig, readSettings, type Config } from '../../platform/config.ts';
import { startStack, type RunningStack } from '../stack/start-stack.ts';
import { chooseParts } from './choose-parts.ts';
import { holdCheckout } from './hold-checkout.ts';
import type { DemoResult } from '../demo/demo-result.ts';
import { playDemo } from './play-demo.ts';
import { publishSettings } from './publish-settings.ts';
import type { LauncherArguments } from './read-arguments.ts';
import { seedSamples } from './seed-samples.ts';
import { stopLeftovers } from './stop-leftovers.ts';
import type { StopRequests } from './stop-requests.ts';
import { summary } from './summary.ts';

export interface LaunchOptions {
  /** `.lector`: holds `data/`, `logs/`, `run/` and `scratch/`. */
  directory: string;
  choices: LauncherArguments;
  stop: StopRequests;
  print: (line: string) => void;
}

/**
 * Starts the stack, plays the demo, and stays up until asked to stop.
 *
 * @returns the exit code
 */
export async function launch({ directory, choices, stop, print }: LaunchOptions): Promise<number> {
  const report = (line: string) => {
    print(`${(performance.now() / 1000).toFixed(1).padStart(6)} s  ${line}`);
  };
  const environment = environmentWith({});
  const settings = readSettings(environment);
  const runDirectory = join(directory, 'run');
  mkdirSync(runDirectory, { recursive: true });
  const checkout = holdCheckout(runDirectory);
  try {
    await stopLeftovers(runDirectory, report);
    if (choices.fresh) rmSync(join(directory, 'data'), { recursive: true, force: true });
    await using stack = await startStack({
      directory,
      parts: chooseParts(settings),
      ports: settings,
      environment,
      report,
      signal: stop.signal,
    });
    using _published = publishSettings(runDirectory, stack.settings);
    const config = loadConfig({ ...environment, ...stack.settings });
    const seconds = (performance.now() / 1000).toFixed(1);
    print(`\nReady in ${seconds} s. Ctrl-C stops everything.\n\n${summary(stack, config)}\n`);
    const exitCode = await useStack(stack, config, { choices, stop, print });
    print('Stopping…');
    await stack.stop();
    print('Stopped.');
    return exitCode;
  } finally {
    checkout.release();
  }
}

async function useStack(
  stack: RunningStack,
  config: Config,
  { choices, stop, print }: Omit<LaunchOptions, 'directory'>,
): Promise<number> {
  const environment = environmentWith(stack.settings);
  const seeding = { environment, signal: stop.signal, print };
  const demo = choices.noDemo ? Promise.resolve({ ok: true }) : demonstrate(stack, config, seeding);
  const result = await Promise.race([demo, stop.requested]);
  if (choices.once) return result === undefined ? 130 : Number(!result.ok);
  await stop.requested;
  return 0;
}

async function demonstrate(
  stack: RunningStack,
  config: Config,
  seeding: Parameters<typeof seedSamples>[0],
): Promise<DemoResult> {
  const { print } = seeding;
  if (config.firstAdmin === undefined) {
    print('The demo needs an administrator: set LECTOR_ADMIN_EMAIL and LECTOR_ADMIN_PASSWORD.');
    return { ok: false };
  }
  // Into a database of one's own nothing is made up.
  if (stack.parts.has('postgres')) await seedSamples(seeding);
  return playDemo({
    apiUrl: stack.apiUrl ?? config.http.publicUrl,
    inboxUrl: stack.inboxUrl,
    temporalUiUrl: config.temporal.uiUrl,
    adminEmail: config.firstAdmin.email,
    adminPassword: config.firstAdmin.password,
    aiIsStandIn: stack.parts.has('ai'),
    print,
  });
}
