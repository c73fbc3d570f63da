import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../../platform/config.ts';
import { cacheDirectory } from '../tools/cache-directory.ts';
import { ensureFfmpeg } from '../tools/find-ffmpeg.ts';
import { migrate } from './migrate.ts';
import type { PartName } from './part-names.ts';
import type { PartContext, RunningPart } from './part.ts';
import { takeStackPorts, type PortSetting } from './ports/stack-ports.ts';
import { Lifeline } from './process/lifeline.ts';
import { startPart } from './start-part.ts';
import { startTogether } from './start-together.ts';

export interface StackOptions {
  /** Holds `data/`, `logs/`, `run/` and `scratch/`. */
  directory: string;
  /** What to start. What is not among them is found by the settings in `environment`. */
  parts: readonly PartName[];
  /** A free port for each that is not given, or 0. */
  ports?: Partial<Record<PortSetting, number>>;
  environment: NodeJS.ProcessEnv;
  /** False for tests: Postgres does not wait for the disk. True unless given. */
  isDurable?: boolean;
  report?: (line: string) => void;
  /** Aborts a start that is under way. */
  signal?: AbortSignal;
}

export interface RunningStack extends AsyncDisposable {
  /** The settings by which the API and the worker use this stack, by their names in the environment. */
  settings: Record<string, string>;
  /** Undefined when that part is not of this stack. */
  apiUrl: string | undefined;
  inboxUrl: string | undefined;
  parts: ReadonlyMap<PartName, RunningPart>;
  /** The API and the worker first, then the rest: 14 s at the very most. */
  stop: () => Promise<void>;
}

/**
 * Starts the parts, those that don't need each other at once, and waits until they are ready. Where there are the API
 * or the worker, the database is migrated for them.
 *
 * @throws StackError when one can't be started; then none is left running
 */
export async function startStack(options: StackOptions): Promise<RunningStack> {
  const { directory, environment, isDurable = true, report = () => {} } = options;
  const wanted = new Set(options.parts);
  const settings = readSettings(environment);
  const ports = await takeStackPorts(wanted, options.ports ?? {});
  const scratch = join(directory, 'scratch');
  mkdirSync(scratch, { recursive: true });
  const provided: Record<string, string> = {
    SCRATCH_DIR: scratch,
    ...(wanted.has('api') && {
      PORT: `${ports.PORT}`,
      PUBLIC_URL: settings.PUBLIC_URL ?? `http://localhost:${ports.PORT}`,
    }),
  };

  // Spares a fifth of the start of the Node parts.
  const compileCache = { NODE_COMPILE_CACHE: join(cacheDirectory(environment), 'compiled') };

  const failing = new AbortController();
  const lifeline = new Lifeline(environment);
  if (!lifeline.isKernelBound) {
    report(
      'there is no setpriv (util-linux): just a shell sees to it that the parts end with this process',
    );
  }
  const parts = new Map<PartName, RunningPart>();
  const contextNow = (): PartContext => ({
    dataDirectory: join(directory, 'data'),
    logDirectory: join(directory, 'logs'),
    runDirectory: join(directory, 'run'),
    lifeline,
    environment: { ...compileCache, ...environment, ...provided },
    report,
    signal: AbortSignal.any([failing.signal, ...(options.signal ? [options.signal] : [])]),
  });
  const start = async (name: PartName) => {
    const startedAt = performance.now();
    const { part, at, provides } = await startPart[name](
      { ports, settings, isDurable },
      contextNow(),
    );
    parts.set(name, part);
    Object.assign(provided, provides);
    report(`${name} ready in ${((performance.now() - startedAt) / 1000).toFixed(1)} s: ${at}`);
  };
  const abort = (reason: unknown) => failing.abort(reason);
  const stop = once(() => stopInOrder(parts, lifeline));

  const products = (['api', 'worker'] as const).filter((name) => wanted.has(name));
  const services = (['temporal', 's3', 'mail', 'ai'] as const).filter((name) => wanted.has(name));
  const startDatabase = async () => {
    if (wanted.has('postgres')) await start('postgres');
    if (products.length > 0) await migrate(contextNow());
  };
  const needsFfmpeg = products.length > 0 || wanted.has('ai');
  const findFfmpeg = needsFfmpeg ? ensureFfmpeg(contextNow()) : Promise.resolve();
  try {
    await startTogether([startDatabase(), ...services.map(start), findFfmpeg], abort);
    await startTogether(products.map(start), abort);
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    settings: provided,
    apiUrl: wanted.has('api') ? `http://localhost:${ports.PORT}` : undefined,
    inboxUrl: wanted.has('mail') ? `http://localhost:${ports.INBOX_PORT}` : undefined,
    parts,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function stopInOrder(parts: Map<PartName, RunningPart>, lifeline: Lifeline): Promise<void> {
  await Promise.all([parts.get('api')?.stop(), parts.get('worker')?.stop()]);
  await Promise.all([...parts.values()].map((part) => part.stop()));
  await lifeline.close();
}

function once(act: () => Promise<void>): () => Promise<void> {
  let acting: Promise<void> | undefined;
  return () => (acting ??= act());
}
