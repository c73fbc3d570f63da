import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { taskQueues } from '../domain/task-queues.ts';

/** Heartbeats come every 2 s: a lost worker is noticed after this long. */
const heartbeatTimeout = '15s';

/**
 * Every step that a workflow takes, by the resource that it needs: its queue, how long it may take, how often it is
 * tried. Failures that the catalogue calls permanent are not tried again whatever stands here.
 */

/** Short writes to Postgres and calls to Temporal. An outage is waited out. */
export const records = proxyActivities<
  Pick<
    Activities,
    | 'enterIngestionStage'
    | 'publishAudiobook'
    | 'failIngestion'
    | 'failTranscription'
    | 'enterTranscriptStage'
    | 'completeTranscript'
    | 'failTranscript'
    | 'reopenSparseChunks'
    | 'enterExtractionStage'
    | 'planPromptSections'
    | 'proposePrompts'
    | 'failExtraction'
  >
>({
  taskQueue: taskQueues.orchestration,
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: '1 day',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '1m' },
});

/** ffmpeg on whole recordings: up to 100 hours of audio, gigabytes to fetch first. */
export const media = proxyActivities<
  Pick<
    Activities,
    | 'probeAudio'
    | 'probeTranscriptAudio'
    | 'probeTaskAudio'
    | 'planChunks'
    | 'stitchTranscript'
    | 'makeSample'
    | 'makeCovers'
  >
>({
  taskQueue: taskQueues.media,
  startToCloseTimeout: '2h',
  heartbeatTimeout,
  retry: {
    initialInterval: '1s',
    backoffCoefficient: 2,
    maximumInterval: '1m',
    maximumAttempts: 8,
  },
});

/** Calls that are paid for. With 8 tries a provider may be away for about two minutes. */
export function ai(maximumAttempts: number) {
  return proxyActivities<
    Pick<Activities, 'transcribeChunk' | 'summarizeAudiobook' | 'extractSectionPrompts'>
  >({
    taskQueue: taskQueues.ai,
    startToCloseTimeout: '1h',
    heartbeatTimeout,
    retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m', maximumAttempts },
  });
}

const retryForADay = {
  scheduleToCloseTimeout: '1 day',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '1m' },
} as const;

/** What was bought: short writes to Postgres. A lost worker holds a buyer up for no longer than one may take. */
export const fulfilment = proxyActivities<
  Pick<Activities, 'reserveOrder' | 'grantOrder' | 'issueLinks' | 'orderReceipt' | 'closeOrder'>
>({ ...retryForADay, taskQueue: taskQueues.fulfilment, startToCloseTimeout: '10s' });

/** Money: a day of the provider's outage is waited out before a person has to look. */
export const payments = proxyActivities<Pick<Activities, 'chargeOrder' | 'refundCharge'>>({
  ...retryForADay,
  taskQueue: taskQueues.fulfilment,
  startToCloseTimeout: '15s',
});

/** A mail server may be away over a weekend. */
export const mail = proxyActivities<Pick<Activities, 'deliverEmail'>>({
  taskQueue: taskQueues.fulfilment,
  startToCloseTimeout: '2m',
  scheduleToCloseTimeout: '4 days',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '15m' },
});

/** Somebody else's server, which may be away for a while: tried for about two hours. */
export const webhooks = proxyActivities<Pick<Activities, 'deliverWebhook'>>({
  taskQueue: taskQueues.fulfilment,
  startToCloseTimeout: '1m',
  retry: {
    initialInterval: '2s',
    backoffCoefficient: 2,
    maximumInterval: '1h',
    maximumAttempts: 12,
  },
});

/** Removing what may be many objects; it goes on where it was. */
export const cleanup = proxyActivities<
  Pick<
    Activities,
    'eraseUploads' | 'eraseRecording' | 'removeOldAudio' | 'sweepObjects' | 'sweepRows'
  >
>({
  taskQueue: taskQueues.orchestration,
  startToCloseTimeout: '1h',
  heartbeatTimeout,
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5m' },
});

/** The next run of the schedule is the retry. */
export const relay = proxyActivities<Pick<Activities, 'startPendingWorkflows'>>({
  taskQueue: taskQueues.orchestration,
  startToCloseTimeout: '1m',
  retry: { maximumAttempts: 1 },
});
