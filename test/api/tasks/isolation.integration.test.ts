import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeRecording } from '../../support/audiobooks.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { uploadTask } from '../../support/tasks.ts';
import { act, anyAction } from './tenant-actions.ts';
import { clear, expectAsModel, type Tenant } from './tenant.ts';
import { trespasses } from './trespasses.ts';

const deeds = fc.array(
  fc.record({
    who: fc.constantFrom(0, 1),
    deed: fc.oneof(
      { weight: 3, arbitrary: anyAction },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant('trespass' as const),
          how: fc.constantFrom(...Object.keys(trespasses)),
          task: fc.nat(50),
        }),
      },
    ),
  }),
  { minLength: 5, maxLength: 25 },
);

describe('two tenants', () => {
  let api: TestApi;
  let tenants: [Tenant, Tenant];

  beforeAll(async () => {
    api = await startApi({ RATE_LIMIT_FACTOR: '1000' });
    const [one, other] = [await api.newUser(), await api.newUser()];
    tenants = [
      { account: one, tasks: new Map() },
      { account: other, tasks: new Map() },
    ];
  });
  afterAll(() => api.stop());

  it('never see, change or count what is the other’s, whatever they do in whatever order', async () => {
    const property = fc.asyncProperty(deeds, async (sequence) => {
      for (const tenant of tenants) await clear(tenant);
      for (const { who, deed } of sequence) {
        const [tenant, other] = [tenants[who] ?? tenants[0], tenants[1 - who] ?? tenants[1]];
        if (deed.kind !== 'trespass') {
          await act(api, tenant, deed);
          continue;
        }
        const theirs = [...other.tasks.values()];
        const booty = theirs[deed.task % theirs.length];
        if (booty) await trespasses[deed.how]?.(tenant, booty);
      }
      for (const tenant of tenants) await expectAsModel(tenant);
    });
    await expect(fc.assert(property, { numRuns: 50 })).resolves.toBeUndefined();
  }, 120_000);

  it('and every one of those ways is closed, to a task with a recording, too', async () => {
    const [owner, thief] = tenants;
    await clear(owner);
    const { path } = await makeRecording({ text: 'Nobody may hear this.' });
    const id = await uploadTask(owner.account, path, { name: 'Heard', prompts: ['Keep it'] });
    const { body } = await owner.account.get<{ prompts: { id: string; text: string }[] }>(
      `/tasks/${id}`,
    );
    const prompts = body.prompts.map((prompt) => ({ ...prompt, state: 'accepted' as const }));
    const state = { name: 'Heard', tags: [], prompts };
    for (const trespass of Object.values(trespasses)) {
      await trespass(thief, { id, ...state, history: [state] });
    }
    const { status } = await owner.account.get(`/tasks/${id}/extraction`);
    expect(status).toBe(200);
    expect((await api.admin.get(`/tasks/${id}`)).status).toBe(404);
    expect((await api.guest.get(`/tasks/${id}`)).status).toBe(401);
  });
});
