import { expect } from '@jest/globals';
import fc from 'fast-check';
import { changeTask } from '../../../db/repositories/tasks/change-task.ts';
import { lockTaskOfWorkflow } from '../../../db/repositories/tasks/own-tasks.ts';
import { newId } from '../../../db/new-id.ts';
import { transact } from '../../../db/transaction.ts';
import { proposePrompts } from '../../../domain/tasks/propose-prompts.ts';
import type { TestApi } from '../../support/api.ts';
import type { TaskBody } from '../../support/tasks.ts';
import { modelOf, move, type ModelTask } from './task-model.ts';
import { create, type Tenant } from './tenant.ts';

/** Something that a tenant does with their own tasks. Numbers choose among what there is at that moment. */
export type Action =
  | { kind: 'create'; name: string; texts: string[]; tags: string[] }
  | { kind: 'rename' | 'replace'; task: number; text: string }
  | { kind: 'edit'; task: number; prompt: number; text: string; position: number }
  | { kind: 'batch'; text: string }
  | { kind: 'propose' | 'accept' | 'reject' | 'remove' | 'removeTwo'; task: number }
  | { kind: 'restore'; task: number; version: number };

const nat = fc.nat(50);
const anyText = fc.constantFrom('Call the board', 'Buy salt', 'Mend the clock', 'Ask why', 'Wait');

export const anyAction: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    kind: fc.constant('create' as const),
    name: anyText,
    texts: fc.array(anyText, { maxLength: 4 }),
    tags: fc.uniqueArray(fc.constantFrom('work', 'home', 'later'), { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constantFrom('rename', 'replace'), task: nat, text: anyText }),
  fc.record({
    kind: fc.constant('edit' as const),
    task: nat,
    prompt: nat,
    text: anyText,
    position: nat,
  }),
  fc.record({ kind: fc.constant('batch' as const), text: anyText }),
  fc.record({
    kind: fc.constantFrom('propose', 'accept', 'reject', 'remove', 'removeTwo'),
    task: nat,
  }),
  fc.record({ kind: fc.constant('restore' as const), task: nat, version: nat }),
);

/** Does it over the API and in the model. */
export async function act({ deps }: TestApi, tenant: Tenant, action: Action): Promise<void> {
  const { account, tasks } = tenant;
  if (action.kind === 'create') {
    const { name, texts: prompts, tags } = action;
    await create(tenant, { name, prompts, tags });
    return;
  }
  const all = [...tasks.values()];
  if (action.kind === 'batch') {
    if (all.length === 0) return;
    const named = all.slice(0, 3).map(({ id }) => ({ id, name: action.text }));
    const { status } = await account.call('PATCH', '/tasks', { body: { tasks: named } });
    expect(status).toBe(200);
    for (const task of all.slice(0, 3)) move(task, { name: action.text });
    return;
  }
  const task = all[action.task % all.length];
  if (!task) return;
  const path = `/tasks/${task.id}`;

  async function put(body: object): Promise<ModelTask> {
    const answer = await account.call<TaskBody>('PUT', path, { body });
    expect(answer.status).toBe(200);
    return modelOf(answer.body);
  }

  switch (action.kind) {
    case 'rename':
      await put({ name: action.text });
      move(task, { name: action.text });
      break;
    case 'replace': {
      const [first, ...rest] = task.prompts;
      const kept = rest.map(({ id, text }) => ({ id, text }));
      const { prompts } = await put({ prompts: [...kept.toReversed(), action.text] });
      const added = { id: prompts.at(-1)?.id ?? '', text: action.text, state: 'accepted' as const };
      expect(added.id).not.toBe(first?.id);
      move(task, { prompts: [...rest.toReversed(), added] });
      break;
    }
    case 'edit': {
      const prompt = task.prompts[action.prompt % task.prompts.length];
      if (!prompt) break;
      const position = (action.position % task.prompts.length) + 1;
      await put({ prompts: { update: [{ id: prompt.id, text: action.text, position }] } });
      const others = task.prompts.filter(({ id }) => id !== prompt.id);
      const changed = { ...prompt, text: action.text };
      move(task, { prompts: others.toSpliced(position - 1, 0, changed) });
      break;
    }
    case 'propose': {
      const source = { quote: 'so it was', startSeconds: 1, endSeconds: 2, degraded: false };
      const content = await transact(deps.orm.em.fork(), async (tx) => {
        const locked = await lockTaskOfWorkflow(tx, task.id);
        if (!locked) throw new Error('The task is gone');
        const found = [{ text: 'Found in a recording', source }];
        const proposed = proposePrompts(locked.content, found, newId);
        await changeTask(tx, locked, 'proposed', proposed.content);
        return proposed.content;
      });
      move(task, { prompts: content.prompts.map(({ id, text, state }) => ({ id, text, state })) });
      break;
    }
    case 'accept':
      expect((await account.post(`${path}/prompts/accept`, { all: true })).status).toBe(200);
      move(task, { prompts: task.prompts.map((prompt) => ({ ...prompt, state: 'accepted' })) });
      break;
    case 'reject':
      expect((await account.post(`${path}/prompts/reject`, { all: true })).status).toBe(200);
      move(task, { prompts: task.prompts.filter(({ state }) => state === 'accepted') });
      break;
    case 'restore': {
      const number = (action.version % task.history.length) + 1;
      const answer = await account.post(`${path}/versions/${number}/restore`);
      expect(answer.status).toBe(200);
      move(task, task.history[number - 1] ?? {});
      break;
    }
    case 'remove':
      expect((await account.call('DELETE', path)).status).toBe(204);
      tasks.delete(task.id);
      break;
    case 'removeTwo': {
      const ids = all.slice(-2).map(({ id }) => id);
      const answer = await account.call('DELETE', `/tasks?ids=${ids.join(',')}`);
      expect(answer.status).toBe(204);
      for (const id of ids) tasks.delete(id);
      break;
    }
  }
}
