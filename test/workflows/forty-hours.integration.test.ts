import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import type { Activities } from '../../activities/index.ts';
import { transcribeAudio } from '../../domain/contracts/transcribe-audio.ts';
import { taskQueues } from '../../domain/task-queues.ts';
import { loadWorkflowBundle } from '../../worker/workflow-bundle.ts';
import { listPayloads } from '../histories/list-payloads.ts';
import { quietRuntime, startTemporal } from '../support/temporal-server.ts';

/** 40 hours in chunks of five minutes, all of which run; the work in them takes no time here. */
const chunksTotal = 480;

describe('a book of 40 hours', () => {
  let temporal: TestWorkflowEnvironment;
  let workers: Worker[];
  let running: Promise<unknown>;

  beforeAll(async () => {
    quietRuntime();
    temporal = await startTemporal();
    const code = await loadWorkflowBundle('test');
    workers = await Promise.all(
      Object.values(taskQueues).map((taskQueue) =>
        Worker.create({
          connection: temporal.nativeConnection,
          taskQueue,
          activities: workless,
          ...(taskQueue === taskQueues.orchestration ? { workflowBundle: { code } } : {}),
        }),
      ),
    );
    running = Promise.all(workers.map((worker) => worker.run()));
  });
  afterAll(async () => {
    for (const worker of workers) worker.shutdown();
    await running;
    await temporal.teardown();
  });

  it('stays far below the limits of a history', async () => {
    const workflowId = transcribeAudio.workflowId('forty-hours');
    const handle = await temporal.client.workflow.start(transcribeAudio.workflowType, {
      workflowId,
      taskQueue: taskQueues.orchestration,
      args: [{ transcriptionId: '01a1fd6b-f515-74fd-a5b4-f53023137d58' }],
    });
    expect(await handle.result()).toEqual({ chunksTotal, costMicros: 1, maxAttempts: 8 });
    const { historyLength, historySize } = await handle.describe();
    expect(historyLength).toBeGreaterThan(3 * chunksTotal);
    expect(historyLength).toBeLessThan(4096);
    expect(historySize).toBeLessThan(4 * 2 ** 20);
    const payloads = listPayloads(await handle.fetchHistory());
    expect(Math.max(...payloads.map((payload) => payload.length))).toBeLessThan(10_000);
  }, 120_000);
});

const workless: Partial<Activities> = {
  planChunks: async () => ({
    chunksTotal,
    pending: Array.from({ length: chunksTotal }, (_, index) => index),
    audioMinutes: 2400,
    parallelism: 16,
    maxAttempts: 8,
    languageFirst: true,
  }),
  transcribeChunk: async () => undefined,
  reopenSparseChunks: async () => ({ open: [], lettersPerSecond: 14 }),
  stitchTranscript: async () => ({ words: 400_000, costMicros: 1 }),
  failTranscription: async () => undefined,
};
