import { relayOutbox } from '../../../domain/contracts/relay-outbox.ts';
import { removeOldAudio } from '../../../domain/contracts/remove-old-audio.ts';
import { resizeCover, type ResizeCoverInput } from '../../../domain/contracts/resize-cover.ts';
import { sweepUploads } from '../../../domain/contracts/sweep-uploads.ts';
import { taskQueues } from '../../../domain/task-queues.ts';
import type { Scenario, Stage } from '../scenario.ts';

export const upkeepScenarios: Record<string, Scenario> = {
  'mail-delayed': async (stage) => {
    await stage.setMailFaults({ reject_next: 1, reject_code: 451 });
    await stage.lector.newUser();
  },

  'mail-rejected': async (stage) => {
    await stage.setMailFaults({ reject_next: 1, reject_code: 550 });
    await stage.lector.newUser();
  },

  'account-deleted': async ({ lector }) => {
    const { call, password } = await lector.newUser();
    const headers = { 'x-confirm-password': password };
    const { status } = await call('DELETE', '/users/me', { headers });
    if (status >= 300) throw new Error(`The deletion answered ${status}`);
  },

  'outbox-relayed': (stage) => run(stage, relayOutbox),
  'old-audio-removed': (stage) => run(stage, removeOldAudio),
  'uploads-swept': (stage) => run(stage, sweepUploads),

  'cover-resized': (stage) => {
    const workflowId = resizeCover.workflowId('some');
    const input: ResizeCoverInput = { audiobookId: stage.soldBookId };
    return run(stage, { ...resizeCover, workflowId }, [input]);
  },
};

interface Startable {
  workflowType: string;
  workflowId: string;
}

async function start({ lector }: Stage, { workflowType, workflowId }: Startable, args: object[]) {
  const taskQueue = taskQueues.orchestration;
  return lector.temporal.client.workflow.start(workflowType, {
    ...{ workflowId, taskQueue, args },
    staticSummary: workflowType,
    staticDetails: 'By hand',
  });
}

async function run(stage: Stage, workflow: Startable, args: object[] = []): Promise<void> {
  const handle = await start(stage, workflow, args);
  await handle.result();
}
