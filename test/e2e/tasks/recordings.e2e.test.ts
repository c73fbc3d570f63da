import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExtractionBody } from '../../../api/tasks/extraction-schema.ts';
import { PaidResult } from '../../../db/entities/paid-result.ts';
import { Task } from '../../../db/entities/task.ts';
import { Transcription } from '../../../db/entities/transcription.ts';
import type { RenderedToneBook } from '../../../dev/tone/render-tone-book.ts';
import { extractPrompts } from '../../../domain/contracts/extract-prompts.ts';
import { storageKeys } from '../../../domain/storage-keys.ts';
import { makeRecording, someText } from '../../support/audiobooks.ts';
import { startLector, type TestLector, type TestUser } from '../../support/lector.ts';
import { getStackDirectory } from '../../support/stack.ts';
import {
  extractionEnd,
  readTask,
  spanMargins,
  uploadTask,
  type TaskBody,
} from '../../support/tasks.ts';
import { waitFor } from '../../support/wait-for.ts';

interface Links {
  links: { kind: string; file_name: string; url: string }[];
}

describe('a task with a recording', () => {
  let lector: TestLector;
  let owner: TestUser;
  let path: string;

  beforeAll(async () => {
    lector = await startLector();
    owner = await lector.newUser();
    ({ path } = await makeRecording({ text: someText(60, 'deleted task') }));
  });
  afterAll(() => lector.stop());

  async function isErased(id: string): Promise<boolean> {
    const { storage, orm } = lector.deps;
    const files = [
      storageKeys.taskSource(id, 'mp3'),
      storageKeys.chunkPlan(id),
      `${storageKeys.transcript(id)}.json`,
    ];
    const heads = await Promise.all(files.map((key) => storage.head(key)));
    const rows = [
      await orm.em.fork().count(Transcription, { id }),
      await orm.em.fork().count(PaidResult, { paidFor: id }),
      await orm.em.fork().count(Task, { id }),
    ];
    return heads.every((head) => head === null) && rows.every((count) => count === 0);
  }

  describe('of several minutes', () => {
    let recording: RenderedToneBook;
    let extraction: ExtractionBody;
    let task: TaskBody;

    beforeAll(async () => {
      recording = await makeRecording({ text: someText(1150, 'tasks') });
      const fields = { name: 'Minutes', tags: ['Work', 'work'] };
      const id = await uploadTask(owner, recording.path, fields);
      extraction = await extractionEnd(owner, id);
      task = await readTask(owner, id);
    });

    it('has prompts from every section of the transcript, for review', () => {
      expect(extraction).toMatchObject({ status: 'completed', degraded: false, attempts: 1 });
      expect(extraction.progress.chunks_total).toBeGreaterThan(1);
      expect(extraction.progress.sections_total).toBeGreaterThan(1);
      expect(extraction.progress.percent).toBe(100);
      expect(extraction.prompts).toEqual({
        proposed: task.prompts.length,
        left_out: 0,
        dropped: 0,
      });
      expect(task.prompts.length).toBeGreaterThanOrEqual(5);
      expect(new Set(task.prompts.map(({ state }) => state))).toEqual(new Set(['proposed']));
      expect(task).toMatchObject({ name: 'Minutes', tags: ['work'], version: 2 });
    });

    it('gives each the time at which its words were spoken', () => {
      const margins = task.prompts.map((prompt) => spanMargins(prompt, recording.words));
      const all = margins.flatMap(({ before, after }) => [before, after]);
      expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
      // And little else: the quotes are whole sentences, which is what this model's times are known for.
      expect(Math.max(...all)).toBeLessThan(0.5);
    });
  });

  it('tells of its extraction as it goes, has links, and is reviewed', async () => {
    const id = await uploadTask(owner, path, { prompts: ['My own'], language: 'en' });
    const response = await fetch(`${lector.url}/api/v1/tasks/${id}/extraction/events`, {
      headers: { authorization: `Bearer ${owner.accessToken}` },
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const events = (await response.text()).match(/(?<=^data: ).*$/gm) ?? [];
    const told = events.map((data) => JSON.parse(data) as { status: string; step: string });
    expect(told.at(-1)).toMatchObject({ status: 'completed', progress: { percent: 100 } });

    const { body } = await owner.get<Links>(`/tasks/${id}/links`);
    expect(body.links.map(({ kind }) => kind)).toEqual(['audio', 'txt', 'srt', 'vtt', 'json']);
    const [audio, text] = body.links;
    const recording = await fetch(audio?.url ?? '');
    expect([recording.status, (await recording.arrayBuffer()).byteLength > 0]).toEqual([200, true]);
    expect(await (await fetch(text?.url ?? '')).text()).toContain(
      someText(60, 'deleted task').split(' ').slice(0, 9).join(' '),
    );

    const task = await readTask(owner, id);
    expect(task.audio).toMatchObject({ format: 'mp3', file_name: expect.stringMatching(/mp3$/) });
    const [own, first, ...rest] = task.prompts;
    expect([own?.state, first?.state]).toEqual(['accepted', 'proposed']);
    const edit = { prompts: { update: [{ id: first?.id, text: 'In my words' }] } };
    await owner.call('PUT', `/tasks/${id}`, { body: edit });
    await owner.post(`/tasks/${id}/prompts/accept`, { ids: [first?.id] });
    const rejected = await owner.post(`/tasks/${id}/prompts/reject`, { all: true });
    expect(rejected).toMatchObject({ status: 200, body: { version: 5 } });
    expect((await readTask(owner, id)).prompts).toEqual([
      own,
      { ...first, text: 'In my words', state: 'accepted' },
    ]);
    expect(rest.length).toBeGreaterThan(0);
  });

  it('takes its recording and its transcript with it when it is deleted', async () => {
    const id = await uploadTask(owner, path, { name: 'Deleted' });
    await extractionEnd(owner, id);
    expect(await isErased(id)).toBe(false);
    expect((await owner.call('DELETE', `/tasks/${id}`)).status).toBe(204);
    expect((await owner.get(`/tasks/${id}/extraction`)).status).toBe(404);
    await waitFor('the files to be erased', () => isErased(id));
  });

  it('is stopped where it stands when it is deleted while it runs', async () => {
    const { path: slow, text } = await makeRecording({ text: someText(40, 'hanging task') });
    const [word] = text.split(' ');
    await lector.ai.setFaults([
      { match: { text_includes: word }, fault: { kind: 'hang', seconds: 600 } },
    ]);
    const id = await uploadTask(owner, slow, { name: 'Running' });
    await waitFor('the transcription to begin', async () => {
      const { body } = await owner.get<{ status: string }>(`/tasks/${id}/extraction`);
      return body.status === 'transcribing';
    });
    expect((await owner.call('DELETE', `/tasks?ids=${id}`)).status).toBe(204);
    const handle = lector.deps.temporal.workflow.getHandle(extractPrompts.workflowId(id));
    await waitFor('the run to be stopped', async () => {
      return (await handle.describe()).status.name === 'TERMINATED';
    });
    await waitFor('the files to be erased', () => isErased(id));
    await lector.ai.setFaults([]);
  });

  it('is turned down where there is no audio in it', async () => {
    const file = join(getStackDirectory(), 'no-audio.mp3');
    await writeFile(file, Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0'), randomBytes(50_000)]));
    const id = await uploadTask(owner, file, { name: 'Noise' });
    const end = await extractionEnd(owner, id);
    expect(end.status).toBe('rejected');
    expect(end.error?.code).toMatch(/^audio_/);
    expect((await readTask(owner, id)).prompts).toEqual([]);
  });

  it('goes with its owner’s account, after it was in the export', async () => {
    const leaver = await lector.newUser();
    const id = await uploadTask(leaver, path, { name: 'Left behind', prompts: ['Mine'] });
    await extractionEnd(leaver, id);
    const { body } = await leaver.get<Record<string, object[]>>('/users/me/export');
    expect(body['tasks']).toEqual([expect.objectContaining({ id, name: 'Left behind' })]);
    expect(body['task_prompts']?.[0]).toMatchObject({ task_id: id, text: 'Mine', position: 1 });
    const headers = { 'x-confirm-password': leaver.password };
    expect((await leaver.call('DELETE', '/users/me', { headers })).status).toBe(204);
    await waitFor('all of it to be erased', () => isErased(id));
  });
});
