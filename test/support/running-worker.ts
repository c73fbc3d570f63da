import { NativeConnection } from '@temporalio/worker';
import type { Config } from '../../platform/config.ts';
import { createDeps, type Deps } from '../../platform/deps.ts';
import { temporalConnectionOptions } from '../../platform/temporal.ts';
import { createWorkers } from '../../worker/create-workers.ts';
import { selectQueues } from '../../worker/queue-selection.ts';
import { loadWorkflowBundle } from '../../worker/workflow-bundle.ts';

export interface RunningWorker {
  deps: Deps;
  stop(): Promise<void>;
}

export type ReplaceDeps = (own: Deps) => Partial<Deps>;

let workflowBundle: Promise<string> | undefined;

/** The worker as `npm run worker` makes it, in this process; its schedules are not made. */
export async function startWorker(
  config: Config,
  replaceDeps: ReplaceDeps = () => ({}),
): Promise<RunningWorker> {
  const own = await createDeps(config, 'worker');
  const deps = { ...own, ...replaceDeps(own) };
  workflowBundle ??= loadWorkflowBundle(config.nodeEnv);
  const connection = await NativeConnection.connect(
    await temporalConnectionOptions(config.temporal),
  );
  const workers = await createWorkers({
    deps,
    connection,
    queues: selectQueues([]),
    workflowBundle: await workflowBundle,
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
