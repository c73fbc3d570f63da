import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client } from '@temporalio/client';
import { relayOutbox } from '../domain/contracts/relay-outbox.ts';
import { removeOldAudio } from '../domain/contracts/remove-old-audio.ts';
import { sweepUploads } from '../domain/contracts/sweep-uploads.ts';
import { taskQueues } from '../domain/task-queues.ts';

interface ScheduledWorkflow {
  workflowType: string;
  scheduleId: string;
  workflowId: string;
  everySeconds: number;
  summary: string;
}

const schedules: ScheduledWorkflow[] = [
  { ...relayOutbox, summary: 'Start what waits in the outbox' },
  { ...removeOldAudio, summary: "Remove the transcription service's old audio" },
  { ...sweepUploads, summary: 'Remove orphaned objects and expired rows' },
];

/** Makes the schedules that Lector lives by, where they are missing. An operator's pause or change is left alone. */
export async function ensureSchedules(client: Client): Promise<void> {
  for (const schedule of schedules) await ensureSchedule(client, schedule);
}

async function ensureSchedule(client: Client, schedule: ScheduledWorkflow): Promise<void> {
  const { scheduleId, workflowType, workflowId, everySeconds, summary } = schedule;
  try {
    await client.schedule.create({
      scheduleId,
      spec: { intervals: [{ every: `${everySeconds}s` }] },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1m' },
      action: {
        type: 'startWorkflow',
        workflowType,
        workflowId,
        taskQueue: taskQueues.orchestration,
        args: [],
        staticSummary: summary,
        staticDetails: `By the schedule \`${scheduleId}\`.`,
      },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
