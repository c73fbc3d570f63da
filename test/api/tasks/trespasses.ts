import { expect } from '@jest/globals';
import { create, expectUnknown, type Tenant } from './tenant.ts';
import type { ModelTask } from './task-model.ts';

/** Ways to reach for another's task. Each is answered as if there were no such task. */
export const trespasses: Record<string, (thief: Tenant, booty: ModelTask) => Promise<void>> = {
  read: ({ account }, { id }) => expectUnknown(id, (it) => account.get(`/tasks/${it}`)),
  readVersions: ({ account }, { id }) =>
    expectUnknown(id, (it) => account.get(`/tasks/${it}/versions`)),
  readVersion: ({ account }, { id }) =>
    expectUnknown(id, (it) => account.get(`/tasks/${it}/versions/1`)),
  readLinks: ({ account }, { id }) => expectUnknown(id, (it) => account.get(`/tasks/${it}/links`)),
  readExtraction: ({ account }, { id }) =>
    expectUnknown(id, (it) => account.get(`/tasks/${it}/extraction`)),
  watch: ({ account }, { id }) =>
    expectUnknown(id, (it) => account.get(`/tasks/${it}/extraction/events`)),
  retry: ({ account }, { id }) =>
    expectUnknown(id, (it) => account.post(`/tasks/${it}/extraction/retry`)),
  rename: ({ account }, { id }) =>
    expectUnknown(id, (it) => account.call('PUT', `/tasks/${it}`, { body: { name: 'Mine' } })),
  guess: ({ account }, { id, history }) => {
    const headers = { 'if-match': `"${history.length}"` };
    const body = { name: 'Mine' };
    return expectUnknown(id, (it) => account.call('PUT', `/tasks/${it}`, { body, headers }));
  },
  restore: ({ account }, { id }) =>
    expectUnknown(id, (it) => account.post(`/tasks/${it}/versions/1/restore`)),
  accept: ({ account }, { id }) =>
    expectUnknown(id, (it) => account.post(`/tasks/${it}/prompts/accept`, { all: true })),
  reject: ({ account }, { id }) =>
    expectUnknown(id, (it) => account.post(`/tasks/${it}/prompts/reject`, { all: true })),
  remove: ({ account }, { id }) =>
    expectUnknown(id, (it) => account.call('DELETE', `/tasks/${it}`)),
  // Beside one of their own, which then stays as it is, too.
  removeBeside: async (thief, { id }) => {
    await create(thief, { name: 'Own' });
    const own = [...thief.tasks.keys()].at(-1);
    await expectUnknown(id, (it) => thief.account.call('DELETE', `/tasks?ids=${own},${it}`));
  },
  changeBeside: async (thief, { id }) => {
    await create(thief, { name: 'Own' });
    const own = [...thief.tasks.keys()].at(-1);
    const change = (it: string) => {
      const tasks = [own, it].map((one) => ({ id: one, name: 'Changed' }));
      return thief.account.call('PATCH', '/tasks', { body: { tasks } });
    };
    await expectUnknown(id, change);
  },
  takePrompt: async (thief, { prompts }) => {
    const [prompt] = prompts;
    if (!prompt) return;
    await create(thief, { name: 'Own', prompts: ['One'] });
    const own = [...thief.tasks.keys()].at(-1);
    const put = (body: object) => thief.account.call('PUT', `/tasks/${own}`, { body });
    const list = (id: string) => put({ prompts: [{ id, text: 'Mine' }] });
    await expectUnknown(prompt.id, list, [422]);
    const remove = (id: string) => put({ prompts: { delete: [id] } });
    await expectUnknown(prompt.id, remove, [422]);
    const accept = (id: string) =>
      thief.account.post(`/tasks/${own}/prompts/accept`, { ids: [id] });
    await expectUnknown(prompt.id, accept, [422]);
  },
  find: async ({ account }, booty) => {
    for (const query of [`q=${encodeURIComponent(booty.name)}`, 'tag=work', 'sort=name']) {
      const { body } = await account.get<{ results: { id: string }[] }>(`/tasks?${query}`);
      expect(body.results.map(({ id }) => id)).not.toContain(booty.id);
    }
  },
};
