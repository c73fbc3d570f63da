import { openAsBlob } from 'node:fs';
import { someText } from '../../support/audiobooks.ts';
import { waitFor } from '../../support/wait-for.ts';
import type { Scenario, Stage } from '../scenario.ts';

export const serviceScenarios: Record<string, Scenario> = {
  'upload-transcribed': async (stage) => {
    await transcribe(stage, 'service');
  },

  'upload-failed': async (stage) => {
    await stage.lector.ai.setFaults([{ fault: { kind: 'status', status: 401 } }]);
    await transcribe(stage, 'refused');
  },

  'upload-deleted': async (stage) => {
    const { user, id } = await transcribe(stage, 'deleted');
    await user.call('DELETE', `/transcribe/${id}`);
  },
};

async function transcribe({ lector, recording }: Stage, seed: string) {
  const user = await lector.newUser();
  const form = new FormData();
  form.append('file', await openAsBlob(await recording(someText(40, seed))), 'a.mp3');
  form.append('webhook_url', `${lector.url}/no-such-hook`);
  const { status, body } = await user.call<{ transcript_id: string }>('POST', '/transcribe/upload', {
    form,
  });
  if (status !== 202) throw new Error(`The upload answered ${status}: ${JSON.stringify(body)}`);
  const id = body.transcript_id;
  await waitFor('the transcript', async () => {
    const transcript = await user.get<{ status: string }>(`/transcribe/${id}`);
    return ['completed', 'error'].includes(transcript.body.status);
  });
  return { user, id };
}
