import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { OutboxMessage } from '../../../db/entities/outbox-message.ts';
import { storageKeys } from '../../../domain/storage-keys.ts';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { makeRecording } from '../../support/audiobooks.ts';
import { readTask, taskForm } from '../../support/tasks.ts';

interface Body {
  id: string;
  error: string;
  details?: { path: string }[];
}

describe('a recording for a task', () => {
  let api: TestApi;
  let owner: Account;
  let path: string;

  beforeAll(async () => {
    api = await startApi();
    owner = await api.newUser();
    ({ path } = await makeRecording({ text: 'Call the board today.' }));
  });
  afterAll(() => api.stop());

  function send(form: FormData, headers: Record<string, string> = {}) {
    return owner.call<Body>('POST', '/tasks', { form, headers });
  }

  async function tasks(): Promise<number> {
    return (await owner.get<{ count: number }>('/tasks')).body.count;
  }

  it('is stored and waits for its workflow, with the task that it is for', async () => {
    const fields = { tags: ['A', 'b'], category: 'Calls', prompts: 'Own', language: 'en' };
    const { status, headers, body } = await send(await taskForm(path, fields));
    expect(status).toBe(202);
    const workflowId = `task/${body.id}`;
    expect(body).toEqual({ id: body.id, status: 'queued', workflow_id: workflowId });
    expect(headers.get('location')).toBe(`/api/v1/tasks/${body.id}/extraction`);
    const task = await readTask(owner, body.id);
    expect(task).toMatchObject({
      name: expect.stringMatching(/^[0-9a-f]{32}$/),
      tags: ['a', 'b'],
      category: 'Calls',
      prompts: [{ text: 'Own', state: 'accepted' }],
      audio: { format: 'mp3' },
    });
    const stored = await api.deps.storage.head(storageKeys.taskSource(body.id, 'mp3'));
    expect(stored?.sizeBytes).toBe(task.audio?.size_bytes);
    const row = await api.deps.orm.em.fork().findOneOrFail(OutboxMessage, { workflowId });
    expect(row).toMatchObject({ workflowType: 'extractPrompts', input: { taskId: body.id } });
    expect(JSON.stringify(row)).not.toContain(task.name);
  });

  it('is stored once, however often a request with one key comes', async () => {
    const before = await tasks();
    const headers = { 'idempotency-key': randomUUID() };
    const first = await send(await taskForm(path, { name: 'Once' }), headers);
    const second = await send(await taskForm(path, { name: 'Once' }), headers);
    expect(second).toMatchObject({ status: 202, body: first.body });
    const other = await send(await taskForm(path, { name: 'Other' }), headers);
    expect(other).toMatchObject({ status: 422, body: { error: 'idempotency_key_reused' } });
    expect(await tasks()).toBe(before + 1);
  });

  it.each([
    ['something else', new Blob(['#EXTM3U\nhttp://inner/\n'.repeat(100)]), {}, 415],
    ['nothing', null, { name: 'x' }, 422],
    ['an empty file', new Blob([]), {}, 415],
    ['an unknown language', 'audio', { language: 'english' }, 422],
    ['an unknown field', 'audio', { owner: 'me' }, 422],
    ['too long a name', 'audio', { name: 'x'.repeat(256) }, 422],
  ])('is refused with %s, and nothing stays of it', async (_, file, fields, status) => {
    const before = await tasks();
    const stored = jest.spyOn(api.deps.storage, 'putStream');
    const form = file === 'audio' ? await taskForm(path) : new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    if (file instanceof Blob) form.append('file', file, 'list.mp3');
    expect((await send(form)).status).toBe(status);
    expect(await tasks()).toBe(before);
    const keys = stored.mock.calls.map(([key]) => key);
    stored.mockRestore();
    expect(keys).toHaveLength(file === 'audio' ? 1 : 0);
    for (const key of keys) expect(await api.deps.storage.head(key)).toBeNull();
  });
});
