import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { taskLimits } from '../../../domain/tasks/task-content.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { taskForm, type TaskBody } from '../../support/tasks.ts';
import { makeRecording } from '../../support/audiobooks.ts';

describe('what a user may pile up', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  it('is so many tasks, and not one more, however many are made at once', async () => {
    const owner = await api.newUser();
    await sql`insert into tasks (id, owner_id, name)
      select gen_random_uuid(), ${owner.id}::uuid, 'made' from generate_series(1, ${taskLimits.tasks - 3})`.execute(
      api.deps.orm.em.fork().getKysely(),
    );
    const { path } = await makeRecording({ text: 'Call the board today.' });
    const answers = await Promise.all([
      ...Array.from({ length: 6 }, () => owner.post<{ error?: string }>('/tasks', { name: 'x' })),
      owner.call<{ error?: string }>('POST', '/tasks', { form: await taskForm(path) }),
    ]);
    const refused = answers.filter(({ body }) => body.error === 'conflict');
    expect(refused.map(({ status }) => status)).toEqual([409, 409, 409, 409]);
    const { body } = await owner.get<{ count: number }>('/tasks?page_size=1');
    expect(body.count).toBe(taskLimits.tasks);
  });

  it('is so many versions of a task: the newest stay', async () => {
    const owner = await api.newUser();
    const { body: task } = await owner.post<TaskBody>('/tasks', { name: 'v1' });
    const changes = taskLimits.versions + 4;
    for (let version = 2; version <= changes + 1; version += 1) {
      await owner.call('PUT', `/tasks/${task.id}`, { body: { name: `v${version}` } });
    }
    const { body } = await owner.get<{ count: number }>(`/tasks/${task.id}/versions`);
    expect(body.count).toBe(taskLimits.versions);
    expect((await owner.get(`/tasks/${task.id}/versions/5`)).status).toBe(404);
    const oldest = await owner.get<TaskBody>(`/tasks/${task.id}/versions/6`);
    expect(oldest.body.name).toBe('v6');
  });

  it('is so many recordings an hour', async () => {
    const owner = await api.newUser();
    const { path } = await makeRecording({ text: 'Call the board today.' });
    const send = async () => owner.call('POST', '/tasks', { form: await taskForm(path) });
    const limiter = api.deps.limiters.get({
      name: 'task-audio',
      points: 60,
      perSeconds: 3600,
      by: 'user',
    });
    await limiter.penalty(owner.id, 59);
    expect((await send()).status).toBe(202);
    const refused = await send();
    expect(refused).toMatchObject({ status: 429, body: { error: 'rate_limited' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3000);
    expect((await owner.post('/tasks', { name: 'Prompts are another matter' })).status).toBe(201);
  });
});
