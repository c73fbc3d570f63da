import { someText } from '../../support/audiobooks.ts';
import { extractionEnd, uploadTask } from '../../support/tasks.ts';
import type { Scenario, Stage } from '../scenario.ts';

export const taskScenarios: Record<string, Scenario> = {
  'prompts-extracted': async (stage) => {
    await extract(stage, 'prompts');
  },

  'prompts-failed-and-deleted': async (stage) => {
    const refusal = { match: { path: '/v1/chat/completions' }, fault: { kind: 'status', status: 401 } };
    await stage.lector.ai.setFaults([refusal]);
    const { owner, id } = await extract(stage, 'no prompts');
    await owner.call('DELETE', `/tasks/${id}`);
  },
};

async function extract({ lector, recording }: Stage, seed: string) {
  const owner = await lector.newUser();
  const id = await uploadTask(owner, await recording(someText(60, seed)), {});
  await extractionEnd(owner, id);
  return { owner, id };
}
