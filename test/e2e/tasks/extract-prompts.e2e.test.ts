import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RenderedToneBook } from '../../../dev/tone/render-tone-book.ts';
import type { ExtractionBody } from '../../../api/tasks/extraction-schema.ts';
import { makeRecording, someText } from '../../support/audiobooks.ts';
import { startLector, type TestLector, type TestUser } from '../../support/lector.ts';
import {
  extractionEnd,
  readTask,
  spanMargins,
  uploadTask,
  type TaskBody,
} from '../../support/tasks.ts';

describe('a task from a recording of several minutes', () => {
  let lector: TestLector;
  let owner: TestUser;
  let recording: RenderedToneBook;
  let extraction: ExtractionBody;
  let task: TaskBody;

  beforeAll(async () => {
    lector = await startLector();
    owner = await lector.newUser();
    recording = await makeRecording({ text: someText(1700, 'tasks') });
    const id = await uploadTask(owner, recording.path, { name: 'Minutes', tags: ['Work', 'work'] });
    extraction = await extractionEnd(owner, id);
    task = await readTask(owner, id);
  });
  afterAll(() => lector.stop());

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
