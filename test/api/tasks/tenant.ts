import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { Account } from '../../support/accounts.ts';
import type { Answer } from '../../support/client.ts';
import type { TaskBody } from '../../support/tasks.ts';
import { modelOf, shownBody, shownModel, type ModelTask } from './task-model.ts';

/** Somebody with tasks, and what the test knows of them. */
export interface Tenant {
  account: Account;
  tasks: Map<string, ModelTask>;
}

interface PageBody {
  count: number;
  next: string | null;
  results: { id: string; name: string; version: number; prompts_count: number }[];
}

/** All that the API tells a tenant is what the model says: nothing of it was changed by anybody else, and nothing added. */
export async function expectAsModel({ account, tasks }: Tenant): Promise<void> {
  const expected = [...tasks.values()].toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const { body } = await account.get<PageBody>('/tasks?page_size=100');
  expect(body.count).toBe(expected.length);
  expect(body.results).toEqual(
    expected.map((task) =>
      expect.objectContaining({
        id: task.id,
        name: task.name,
        version: task.history.length,
        prompts_count: task.prompts.length,
      }),
    ),
  );
  for (const task of expected) {
    const { body: shown } = await account.get<TaskBody>(`/tasks/${task.id}`);
    expect(shownBody(shown)).toEqual(shownModel(task));
    const versions = await account.get<PageBody>(`/tasks/${task.id}/versions`);
    expect(versions.body.count).toBe(task.history.length);
  }
}

export async function create({ account, tasks }: Tenant, fields: object): Promise<void> {
  const { status, body } = await account.post<TaskBody>('/tasks', fields);
  expect(status).toBe(201);
  tasks.set(body.id, modelOf(body));
}

export async function clear({ account, tasks }: Tenant): Promise<void> {
  if (tasks.size === 0) return;
  const { status } = await account.call('DELETE', `/tasks?ids=${[...tasks.keys()].join(',')}`);
  expect(status).toBe(204);
  tasks.clear();
}

/** An answer without what names the request. */
function essence({ status, body }: Answer): unknown {
  if (typeof body !== 'object' || body === null) return { status, body };
  const { instance: _, request_id: __, ...rest } = body as Record<string, unknown>;
  return { status, body: rest };
}

/** Asks for what is another's and for what there is not: the answers are one and the same refusal. */
export async function expectUnknown(
  foreignId: string,
  ask: (id: string) => Promise<Answer>,
  statuses: number[] = [404],
): Promise<void> {
  const foreign = essence(await ask(foreignId));
  const unknown = essence(await ask(randomUUID()));
  expect(foreign).toEqual(unknown);
  expect(statuses).toContain((foreign as { status: number }).status);
}
