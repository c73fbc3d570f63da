import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { replayRun } from '../../api/replay-run.ts';
import { transcribeAudio } from '../../domain/contracts/transcribe-audio.ts';
import { taskQueues } from '../../domain/task-queues.ts';
import { loadWorkflowBundle } from '../../worker/workflow-bundle.ts';
import { quietRuntime, startTemporal } from '../support/temporal-server.ts';
import { waitFor } from '../support/wait-for.ts';

describe("replaying a run at a caller's wish", () => {
  let temporal: TestWorkflowEnvironment;
  let worker: Worker;
  let running: Promise<void>;

  beforeAll(async () => {
    quietRuntime();
    temporal = await startTemporal();
    // Nobody works on the other queues: a run waits at its first step until it is stopped.
    worker = await Worker.create({
      connection: temporal.nativeConnection,
      taskQueue: taskQueues.orchestration,
      workflowBundle: { code: await loadWorkflowBundle('test') },
    });
    running = worker.run();
  });
  afterAll(async () => {
    worker.shutdown();
    await running;
    await temporal.teardown();
  });

  const replay = (workflowId: string, failureCode: 'ai_unavailable' | null) =>
    replayRun({ temporal: temporal.client }, { workflowId, failureCode }, 'ana');

  async function startRun(name: string) {
    const workflowId = transcribeAudio.workflowId(name);
    const handle = await temporal.client.workflow.start(transcribeAudio.workflowType, {
      workflowId,
      taskQueue: taskQueues.orchestration,
      args: [{ transcriptionId: '01a1fd6b-f515-74fd-a5b4-f53023137d58' }],
    });
    await waitFor('its first step', async () => {
      const { raw } = await handle.describe();
      return (raw.pendingActivities ?? []).length > 0;
    });
    return handle;
  }

  it('waits for the end of one that has noted its failure', async () => {
    const handle = await startRun('ending');
    const replayed = replay(handle.workflowId, 'ai_unavailable');
    await sleep(500);
    await handle.terminate();
    const answer = await replayed;
    const { runId } = await temporal.client.workflow.getHandle(handle.workflowId).describe();
    expect(runId).not.toBe(handle.firstExecutionRunId);
    expect(answer).toEqual({ workflow_id: handle.workflowId, run_id: runId, step: 'planChunks' });
  });

  it('does not wait for one that is under way', async () => {
    const handle = await startRun('under-way');
    const begin = performance.now();
    expect(await replay(handle.workflowId, null)).toBeNull();
    expect(performance.now() - begin).toBeLessThan(4000);
    await handle.terminate();
  });

  it('knows of none that Temporal has forgotten', async () => {
    expect(await replay(transcribeAudio.workflowId('forgotten'), 'ai_unavailable')).toBeNull();
  });
});
