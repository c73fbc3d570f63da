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

let workflowBundle: Promise<string> | undefined;

/** The worker as `npm run worker` makes it, in this process. */
export async function startWorker(config: Config): Promise<RunningWorker> {
  const deps = await createDeps(config, 'worker');
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
      await deps[Symbol.asyncDispose]();
    },
  };
}
