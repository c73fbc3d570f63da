import { availableParallelism } from 'node:os';
import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import { taskQueues, type TaskQueue } from '../domain/task-queues.ts';
import type { Deps } from '../platform/deps.ts';
import { failureMapping } from './failure-mapping.ts';

interface WorkersRequest {
  deps: Deps;
  connection: NativeConnection;
  queues: TaskQueue[];
  workflowBundle: string;
}

/** One worker a queue, each with as many slots as its resource has. */
export function createWorkers(request: WorkersRequest): Promise<Worker[]> {
  const { deps, connection, queues, workflowBundle } = request;
  const activities = createActivities(deps);
  const slots = slotsByQueue(deps);
  return Promise.all(
    queues.map((taskQueue) => {
      const options: WorkerOptions = {
        connection,
        namespace: deps.config.temporal.namespace,
        taskQueue,
        // Each knows them all: it is the queue that says which of them come.
        activities,
        maxConcurrentActivityTaskExecutions: slots[taskQueue],
        interceptors: { activity: [(context) => ({ inbound: failureMapping(context) })] },
        // A cancellation comes back with a heartbeat: one every 5 s at the latest.
        maxHeartbeatThrottleInterval: '5s',
        defaultHeartbeatThrottleInterval: '5s',
        // How long a workflow waits for a worker that was lost before it goes to another.
        stickyQueueScheduleToStartTimeout: '5s',
        shutdownGraceTime: '5s',
        shutdownForceTime: '15s',
      };
      const { callsPerSecond } = deps.config.ai;
      if (taskQueue === taskQueues.ai && callsPerSecond !== undefined) {
        options.maxTaskQueueActivitiesPerSecond = callsPerSecond;
      }
      if (taskQueue !== taskQueues.orchestration) return Worker.create(options);
      return Worker.create({ ...options, workflowBundle: { code: workflowBundle } });
    }),
  );
}

function slotsByQueue({ config }: Deps): Record<TaskQueue, number> {
  return {
    [taskQueues.orchestration]: 50,
    [taskQueues.media]: availableParallelism(),
    // Beside those in flight, one waits with its chunk cut and ready.
    [taskQueues.ai]: config.ai.concurrency + 1,
    [taskQueues.fulfilment]: 50,
  };
}
