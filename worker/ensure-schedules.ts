import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client } from '@temporalio/client';
import { relayOutbox } from '../domain/contracts/relay-outbox.ts';
import { taskQueues } from '../domain/task-queues.ts';

/** Makes the schedules that Lector lives by, where they are missing. An operator's pause or change is left alone. */
export async function ensureSchedules(client: Client): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId: relayOutbox.scheduleId,
      spec: { intervals: [{ every: `${relayOutbox.everySeconds}s` }] },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1m' },
      action: {
        type: 'startWorkflow',
        workflowType: relayOutbox.workflowType,
        workflowId: relayOutbox.workflowId,
        taskQueue: taskQueues.orchestration,
        args: [],
        staticSummary: 'Start what waits in the outbox',
      },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
