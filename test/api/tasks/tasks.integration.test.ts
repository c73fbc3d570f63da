import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import type { TaskBody } from '../../support/tasks.ts';

interface Problem {
  error: string;
  details?: { path: string; message: string }[];
}

describe('tasks', () => {
  let api: TestApi;
  let owner: Account;

  beforeAll(async () => {
    api = await startApi();
    owner = await api.newUser();
  });
  afterAll(() => api.stop());

  async function make(fields: object = {}): Promise<TaskBody> {
    const given = { name: 'A task', prompts: ['one', 'two', 'three'], ...fields };
    const { status, body } = await owner.post<TaskBody>('/tasks', given);
    expect(status).toBe(201);
    return body;
  }

  function put<Body = TaskBody>(id: string, body: object, headers = {}) {
    return owner.call<Body>('PUT', `/tasks/${id}`, { body, headers });
  }

  function texts({ prompts }: TaskBody): string[] {
    return prompts.map(({ text }) => text);
  }

  it('are made of a name and prompts, as the seed has it', async () => {
    const { status, headers, body } = await owner.post<TaskBody>('/tasks/', {
      name: ' Harbour ',
      prompts: ['Call the board', { text: 'Mend the clock' }],
      tags: ['Work', ' work', 'home'],
      category: 'Sea',
    });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/v1/tasks/${body.id}`);
    expect(body).toMatchObject({
      name: 'Harbour',
      category: 'Sea',
      tags: ['work', 'home'],
      version: 1,
      audio: null,
      prompts: [
        { position: 1, text: 'Call the board', state: 'accepted', source: null },
        { position: 2, text: 'Mend the clock', state: 'accepted', source: null },
      ],
    });
    expect((await owner.get(`/tasks/${body.id}`)).body).toEqual(body);
  });

  it('are changed where they are named, and stay as they are elsewhere', async () => {
    const task = await make({ tags: ['a'], category: 'c' });
    const renamed = await put(task.id, { name: 'Another' });
    expect(renamed.body).toMatchObject({ name: 'Another', tags: ['a'], category: 'c', version: 2 });
    expect(texts(renamed.body)).toEqual(['one', 'two', 'three']);
    const cleared = await put(task.id, { category: null, tags: [] });
    expect(cleared.body).toMatchObject({ category: null, tags: [], version: 3 });
    const same = await put(task.id, { name: 'Another' });
    expect(same.body.version).toBe(3);
  });

  it('have their prompts created, updated, moved and deleted in one change', async () => {
    const task = await make({ prompts: ['a', 'b', 'c', 'd'] });
    const [a, b, c, d] = task.prompts.map(({ id }) => id);
    const { body } = await put(task.id, {
      prompts: {
        create: [{ text: 'first', position: 1 }, 'last'],
        update: [
          { id: d, position: 2, text: 'D' },
          { id: b, text: 'B' },
        ],
        delete: [c],
      },
    });
    expect(texts(body)).toEqual(['first', 'D', 'a', 'B', 'last']);
    expect(body.prompts.slice(1, 4).map(({ id }) => id)).toEqual([d, a, b]);
    expect(body.prompts.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
  });

  it('take a whole list of prompts anew, in which those with an id stay who they are', async () => {
    const task = await make();
    const [one, , three] = task.prompts;
    const prompts = ['new', { ...three, text: 'THREE' }, one?.text ?? ''];
    const { body } = await put(task.id, { prompts });
    expect(texts(body)).toEqual(['new', 'THREE', 'one']);
    expect(body.prompts[1]?.id).toBe(three?.id);
    expect(body.prompts[2]?.id).not.toBe(one?.id);
  });

  it('keep the order of prompts when many change it at once', async () => {
    const task = await make({ prompts: Array.from({ length: 12 }, (_, index) => `p${index}`) });
    const changes = task.prompts.map(({ id }, index) =>
      put(task.id, {
        prompts: {
          create: [{ text: `new ${index}`, position: index + 1 }],
          update: [{ id, position: 12 - index }],
        },
      }),
    );
    const answers = await Promise.all(changes);
    expect(answers.map(({ status }) => status)).toEqual(changes.map(() => 200));
    expect(answers.map(({ body }) => body.version).sort((a, b) => a - b)).toEqual(
      changes.map((_, index) => index + 2),
    );
    const last = answers.map(({ body }) => body).find(({ version }) => version === 13);
    const { body } = await owner.get<TaskBody>(`/tasks/${task.id}`);
    expect(body.prompts).toEqual(last?.prompts);
    expect(body.prompts.map(({ position }) => position)).toEqual(
      Array.from({ length: 24 }, (_, index) => index + 1),
    );
    expect(new Set(texts(body)).size).toBe(24);
  });

  it('are guarded by their version', async () => {
    const task = await make();
    const { headers } = await owner.get(`/tasks/${task.id}`);
    const tag = headers.get('etag') ?? '';
    expect(tag).toBe('"1"');
    expect((await owner.get(`/tasks/${task.id}`, { 'if-none-match': tag })).status).toBe(304);
    const first = await put(task.id, { name: 'First' }, { 'if-match': tag });
    expect(first.headers.get('etag')).toBe('"2"');
    const late = await put<Problem>(task.id, { name: 'Late' }, { 'if-match': tag });
    expect(late).toMatchObject({ status: 412, body: { error: 'precondition_failed' } });
    const gone = await owner.call('DELETE', `/tasks/${task.id}`, { headers: { 'if-match': tag } });
    expect(gone.status).toBe(412);
    expect((await owner.get<TaskBody>(`/tasks/${task.id}`)).body.name).toBe('First');
    expect((await owner.call('DELETE', `/tasks/${task.id}`)).status).toBe(204);
    expect((await owner.get(`/tasks/${task.id}`)).status).toBe(404);
  });

  it('can be made again what they were', async () => {
    const task = await make();
    await put(task.id, { name: 'Second', prompts: [] });
    await put(task.id, { prompts: ['new'] });
    const list = await owner.get<{ count: number; results: object[] }>(
      `/tasks/${task.id}/versions?page_size=2`,
    );
    expect(list.body).toMatchObject({
      count: 3,
      results: [
        { version: 3, change: 'edited', name: 'Second', prompts_count: 1 },
        { version: 2, change: 'edited', name: 'Second', prompts_count: 0 },
      ],
    });
    const first = await owner.get<TaskBody>(`/tasks/${task.id}/versions/1`);
    expect(first.body).toMatchObject({ version: 1, change: 'created', name: 'A task' });
    expect(first.body.prompts).toEqual(task.prompts);
    const restored = await owner.post<TaskBody>(`/tasks/${task.id}/versions/1/restore`);
    expect(restored.body).toMatchObject({ version: 4, name: 'A task', prompts: task.prompts });
    expect((await owner.get(`/tasks/${task.id}/versions/9`)).status).toBe(404);
    expect((await owner.get(`/tasks/${task.id}/versions/99999999999`)).status).toBe(404);
    expect((await owner.post(`/tasks/${task.id}/versions/9/restore`)).status).toBe(404);
  });

  it('are changed several at a time, or not at all', async () => {
    const [one, two] = [await make(), await make()];
    const patch = (tasks: object[]) =>
      owner.call<{ tasks: TaskBody[] } & Problem>('PATCH', '/tasks', { body: { tasks } });
    const refusals = [
      [{ id: randomUUID(), name: 'No' }, 404, 'not_found'],
      [{ id: two.id, version: 7, name: 'No' }, 412, 'precondition_failed'],
      [{ id: two.id, prompts: { delete: [randomUUID()] } }, 422, 'validation_failed'],
      [{ id: one.id.toUpperCase(), name: 'Twice' }, 422, 'validation_failed'],
    ] as const;
    for (const [bad, status, error] of refusals) {
      const answer = await patch([{ id: one.id, name: 'Changed' }, bad]);
      expect(answer).toMatchObject({ status, body: { error } });
    }
    expect((await owner.get(`/tasks/${one.id}`)).body).toEqual(one);
    const { body } = await patch([
      { id: two.id.toUpperCase(), version: 1, tags: ['x'] },
      { id: one.id, prompts: ['only'] },
    ]);
    expect(body.tasks.map(({ id, version }) => [id, version])).toEqual([
      [two.id, 2],
      [one.id, 2],
    ]);
  });

  it('are deleted several at a time, or not at all', async () => {
    const [one, two] = [await make(), await make()];
    const remove = (...ids: string[]) => owner.call('DELETE', `/tasks/?ids=${ids.join(',')}`);
    expect((await remove(one.id, randomUUID())).status).toBe(404);
    expect((await remove(one.id, 'nonsense')).status).toBe(422);
    expect((await owner.call('DELETE', '/tasks')).status).toBe(400);
    expect((await owner.get(`/tasks/${one.id}`)).status).toBe(200);
    expect((await remove(one.id, two.id, one.id)).status).toBe(204);
    expect((await owner.get(`/tasks/${two.id}`)).status).toBe(404);
  });

  it('of which two batches change the same in another order wait for one another', async () => {
    const tasks = await Promise.all(Array.from({ length: 4 }, () => make()));
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => {
        const order = index % 2 === 0 ? tasks : tasks.toReversed();
        const named = order.map(({ id }) => ({ id, name: `by ${index}` }));
        return owner.call('PATCH', '/tasks', { body: { tasks: named } });
      }),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  });

  it('are made once, however often a request with one key comes', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const given = { name: 'Once', prompts: ['a'] };
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => owner.post<TaskBody>('/tasks', given, headers)),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    const other = await owner.post('/tasks', { ...given, name: 'Other' }, headers);
    expect(other).toMatchObject({ status: 422, body: { error: 'idempotency_key_reused' } });
    const { body } = await owner.get<{ count: number }>('/tasks?q=once');
    expect(body.count).toBe(1);
  });

  it.each([
    [{ prompts: ['a'] }, 400, 'body.name'],
    [{ name: ' ' }, 422, 'body.name'],
    [{ name: 'x'.repeat(256) }, 422, 'body.name'],
    [{ name: 'x', prompts: 'a' }, 400, 'body.prompts'],
    [{ name: 'x', prompts: [''] }, 422, 'body.prompts.0'],
    [{ name: 'x', prompts: ['x'.repeat(2001)] }, 422, 'body.prompts.0'],
    [{ name: 'x', prompts: Array(501).fill('a') }, 422, 'body.prompts'],
    [{ name: 'x', prompts: Array(101).fill('x'.repeat(2000)) }, 422, 'body.prompts'],
    [{ name: 'x', tags: Array(21).fill('a') }, 422, 'body.tags'],
    [{ name: 'x', owner_id: randomUUID() }, 422, 'body'],
  ])('are bounded: %#', async (body, status, path) => {
    const answer = await owner.post<Problem>('/tasks', body);
    expect(answer.status).toBe(status);
    expect(answer.body.details?.map((detail) => detail.path)).toContain(path);
  });

  it('name the prompt that they do not have', async () => {
    const { id } = await make();
    const { status, body } = await put<Problem>(id, {
      prompts: { update: [{ id: randomUUID(), text: 'x' }] },
    });
    expect(status).toBe(422);
    expect(body.details?.[0]?.path).toBe('body.prompts.update.0.id');
  });
});
