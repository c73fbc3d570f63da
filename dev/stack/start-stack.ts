import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../../platform/config.ts';
import type { PartName } from './part-names.ts';
import type { RunningPart } from './part.ts';
import { takeStackPorts, type PortSetting } from './ports/stack-ports.ts';
import { StackState } from './stack-state.ts';
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
  const { directory, environment, isDurable = true, report = () => {}, signal } = options;
  const wanted = new Set(options.parts);
  const settings = readSettings(environment);
  const ports = await takeStackPorts(wanted, options.ports ?? {});
  const failing = new AbortController();
  const abort = (reason: unknown) => failing.abort(reason);
  const state = new StackState({
    directory,
    environment,
    plan: { ports, settings, isDurable },
    report,
    signal: AbortSignal.any([failing.signal, ...(signal ? [signal] : [])]),
  });

  const scratch = join(directory, 'scratch');
  mkdirSync(scratch, { recursive: true });
  state.provided['SCRATCH_DIR'] = scratch;
  if (wanted.has('api')) {
    state.provided['PORT'] = `${ports.PORT}`;
    state.provided['PUBLIC_URL'] = settings.PUBLIC_URL ?? `http://localhost:${ports.PORT}`;
  }

  const select = (...names: PartName[]) => names.filter((name) => wanted.has(name));
  const startAll = (names: PartName[]) => names.map((name) => state.start(name));
  const products = select('api', 'worker');
  const startDatabase = async () => {
    if (wanted.has('postgres')) await state.start('postgres');
    if (products.length > 0) await state.migrate();
  };
  try {
    const services = startAll(select('temporal', 's3', 'mail', 'ai'));
    if (select('api', 'worker', 'ai').length > 0) services.push(state.ensureFfmpeg());
    await startTogether([startDatabase(), ...services], abort);
    await startTogether(startAll(products), abort);
  } catch (error) {
    await state.stop();
    throw error;
  }

  const stop = () => state.stop();
  return {
    settings: state.provided,
    apiUrl: wanted.has('api') ? `http://localhost:${ports.PORT}` : undefined,
    inboxUrl: wanted.has('mail') ? `http://localhost:${ports.INBOX_PORT}` : undefined,
    parts: state.parts,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
