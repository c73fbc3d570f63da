import { setTimeout as sleep } from 'node:timers/promises';
import setUp from '../support/jest-global-setup.ts';
import tearDown from '../support/jest-global-teardown.ts';
import { ingest, makeRecording, someText } from '../support/audiobooks.ts';
import { startLector } from '../support/lector.ts';
import { scriptPayments, type ScriptedPayments } from '../support/scripted-payments.ts';
import { getStack } from '../support/stack.ts';
import { HistoryRecorder } from './recorder.ts';
import type { Stage } from './scenario.ts';
import { scenarios } from './scenarios.ts';

/**
 * `npm run record-histories`: plays every scenario and keeps the histories in `recorded/`, in place of those there. With
 * names of scenarios it plays just those, and keeps the rest. When a change of a workflow is meant to part with the
 * histories of before, record again; runs that are under way in production still need a patch or a version.
 */
const names = process.argv.slice(2);

await setUp();
try {
  await recordAll();
} finally {
  await tearDown();
}

async function recordAll(): Promise<void> {
  let payments: ScriptedPayments | undefined;
  const lector = await startLector({
    settings: { TRANSCRIBE_MAX_ATTEMPTS: '2', WEBHOOK_ALLOW_LOOPBACK: 'true' },
    replaceWorkerDeps: (own) => {
      payments = scriptPayments(own.payments);
      return { payments };
    },
  });
  try {
    const recording = async (text: string) => (await makeRecording({ text })).path;
    const sold = await recording(someText(30, 'sold'));
    const { id: soldBookId } = await ingest(lector.admin, sold, { title: 'Sold' });
    if (!payments) throw new Error('The worker made no payments');
    const stage: Stage = { lector, payments, recording, soldBookId, setMailFaults };
    const recorder = new HistoryRecorder(lector.temporal.client);
    await recorder.begin();
    for (const [name, scenario] of Object.entries(scenarios)) {
      if (names.length > 0 && !names.includes(name)) continue;
      await recorder.forget(name);
      await scenario(stage);
      // What is started after the last answer is started by then.
      await sleep(500);
      process.stdout.write(`${name}: ${(await recorder.record(name)).join(', ') || 'nothing new'}\n`);
      await lector.ai.setFaults([]);
      await setMailFaults({});
    }
  } finally {
    await lector.stop();
  }
}

async function setMailFaults(faults: object): Promise<void> {
  const response = await fetch(`${getStack().inboxUrl}/faults`, {
    method: 'PUT',
    body: JSON.stringify(faults),
  });
  if (!response.ok) throw new Error(`The mail catcher answered ${response.status}`);
}
