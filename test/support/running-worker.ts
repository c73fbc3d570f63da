import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NativeConnection } from '@temporalio/worker';
import type { Config } from '../../platform/config.ts';
import { createDeps, type Deps } from '../../platform/deps.ts';
import { temporalConnectionOptions } from '../../platform/temporal.ts';
import { createWorkers } from '../../worker/create-workers.ts';
import { selectQueues } from '../../worker/queue-selection.ts';
import { loadWorkflowBundle } from '../../worker/workflow-bundle.ts';
import { getStackDirectory } from './stack.ts';

export interface RunningWorker {
  deps: Deps;
  stop(): Promise<void>;
}

export type ReplaceDeps = (own: Deps) => Partial<Deps>;

/** The worker as `npm run worker` makes it, in this process; its schedules are not made. */
export async function startWorker(
  config: Config,
  replaceDeps: ReplaceDeps = () => ({}),
): Promise<RunningWorker> {
  const own = await createDeps(config, 'worker');
  const deps = { ...own, ...replaceDeps(own) };
  const connection = await NativeConnection.connect(
    await temporalConnectionOptions(config.temporal),
  );
  const workers = await createWorkers({
    deps,
    connection,
    queues: selectQueues([]),
    workflowBundle: await bundleOfThisRun(config),
  });
  const running = Promise.all(workers.map((worker) => worker.run()));
  return {
    deps,
    stop: async () => {
      for (const worker of workers) worker.shutdown();
      await running;
      await connection.close();
      await own[Symbol.asyncDispose]();
    },
  };
}

/** Built once for all test files of a run, which takes a second. */
async function bundleOfThisRun(config: Config): Promise<string> {
  const path = join(getStackDirectory(), 'workflow-bundle.js');
  const built = await readFile(path, 'utf8').catch(() => null);
  if (built !== null) return built;
  const code = await loadWorkflowBundle(config.nodeEnv);
  await writeFile(`${path}.${process.pid}`, code);
  await rename(`${path}.${process.pid}`, path);
  return code;
}
