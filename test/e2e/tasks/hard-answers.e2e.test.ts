import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { extractPrompts } from '../../../domain/contracts/extract-prompts.ts';
import { replay } from '../../../ops/replay.ts';
import type { ExtractionBody } from '../../../api/tasks/extraction-schema.ts';
import { makeRecording, someText } from '../../support/audiobooks.ts';
import { startLector, type TestLector, type TestUser } from '../../support/lector.ts';
import { extractionEnd, readTask, spanMargins, uploadTask } from '../../support/tasks.ts';

const chat = '/v1/chat/completions';

/** Told apart by the first word of the recording, which the fault's rule looks for. */
const scenarios = {
  repaired: { fault: { kind: 'empty_text' }, times: 1 },
  hopeless: { fault: { kind: 'wrong_tag_count', count: 9 } },
  refused: { fault: { kind: 'refusal' } },
  away: { fault: { kind: 'status', status: 503 } },
  awayToo: { fault: { kind: 'status', status: 503 } },
} as const;
type Scenario = keyof typeof scenarios;

describe('a model that answers badly', () => {
  let lector: TestLector;
  let owner: TestUser;
  let ids: Record<Scenario, string>;
  let ends: Record<Scenario, ExtractionBody>;
  let words: Record<Scenario, Awaited<ReturnType<typeof makeRecording>>['words']>;

  beforeAll(async () => {
    lector = await startLector({ settings: { TRANSCRIBE_MAX_ATTEMPTS: '2' } });
    owner = await lector.newUser();
    const names = Object.keys(scenarios) as Scenario[];
    const recordings = await Promise.all(
      names.map((name) => makeRecording({ text: someText(60, `tasks ${name}`) })),
    );
    await lector.ai.setFaults(
      names.map((name, index) => {
        const [word] = recordings[index]?.text.split(' ') ?? [];
        return { match: { path: chat, text_includes: word }, ...scenarios[name] };
      }),
    );
    const uploaded = recordings.map(({ path }, index) =>
      uploadTask(owner, path, { name: names[index] }),
    );
    const made = await Promise.all(uploaded);
    const ended = await Promise.all(made.map((id) => extractionEnd(owner, id)));
    const byName = <Value>(values: Value[]) =>
      Object.fromEntries(names.map((name, index) => [name, values[index]])) as Record<
        Scenario,
        Value
      >;
    ids = byName(made);
    ends = byName(ended);
    words = byName(recordings.map((recording) => recording.words));
  });
  afterAll(() => lector.stop());

  async function callsWith(fault: string): Promise<number> {
    return (await lector.ai.calls()).filter((call) => call.fault === fault).length;
  }

  async function audioCalls(): Promise<number> {
    const calls = await lector.ai.calls();
    return calls.filter((call) => call.path === '/v1/audio/transcriptions').length;
  }

  it('is shown its mistake, once', async () => {
    expect(await callsWith('empty_text')).toBe(1);
    expect(ends.repaired).toMatchObject({ status: 'completed', degraded: false, attempts: 1 });
    const { prompts } = await readTask(owner, ids.repaired);
    expect(prompts.length).toBeGreaterThan(0);
    expect(prompts[0]?.source?.degraded).toBe(false);
  });

  it('is done without when it cannot get it right, which is said, and no longer paid', async () => {
    expect(ends.hopeless).toMatchObject({
      status: 'completed',
      degraded: true,
      sections_degraded: 1,
      error: null,
    });
    // Two tries of two questions each.
    expect(await callsWith('wrong_tag_count')).toBe(4);
    const { prompts } = await readTask(owner, ids.hopeless);
    expect(prompts.length).toBeGreaterThan(0);
    for (const prompt of prompts) {
      expect(prompt).toMatchObject({ state: 'proposed', source: { degraded: true } });
      const { before, after } = spanMargins(prompt, words.hopeless);
      expect(Math.min(before, after)).toBeGreaterThanOrEqual(0);
    }
  });

  it('is not argued with when it refuses', async () => {
    expect(ends.refused).toMatchObject({ status: 'completed', degraded: true });
    expect(await callsWith('refusal')).toBe(1);
  });

  it('and is away: that fails with its cause, and the owner takes it up again', async () => {
    expect(ends.away).toMatchObject({
      status: 'failed',
      error: { code: 'ai_unavailable' },
      progress: { chunks_total: 1, chunks_done: 1, sections_total: 1, sections_done: 0 },
    });
    const heard = await audioCalls();
    await lector.ai.setFaults([]);
    const retried = await owner.post(`/tasks/${ids.away}/extraction/retry`);
    expect(retried).toMatchObject({ status: 202, body: { step: 'extractSectionPrompts' } });
    const end = await extractionEnd(owner, ids.away);
    expect(end).toMatchObject({ status: 'completed', attempts: 2, degraded: false, error: null });
    expect(end.timeline.map(({ status, detail }) => detail ?? status)).toEqual([
      'queued',
      'attempt 1',
      'transcribing',
      'extracting',
      'ai_unavailable',
      expect.stringMatching(/replayed|attempt 2/),
      ...end.timeline.slice(6).map(({ status, detail }) => detail ?? status),
    ]);
    expect(await audioCalls()).toBe(heard);
    expect((await readTask(owner, ids.away)).prompts.length).toBeGreaterThan(0);
    const again = await owner.post(`/tasks/${ids.away}/extraction/retry`);
    expect(again).toMatchObject({ status: 409, body: { error: 'extraction_not_failed' } });
  });

  it('or the operators do', async () => {
    expect(ends.awayToo.status).toBe('failed');
    const said = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    const options = { 'workflow-id': extractPrompts.workflowId(ids.awayToo), 'per-second': '5' };
    expect(await replay.run(lector.worker.deps, options, [])).toBe(0);
    said.mockRestore();
    const end = await extractionEnd(owner, ids.awayToo);
    expect(end).toMatchObject({ status: 'completed', attempts: 2 });
  });

  it('shows a run in words that anybody can read', async () => {
    const handle = lector.deps.temporal.workflow.getHandle(extractPrompts.workflowId(ids.repaired));
    const description = await handle.describe();
    expect(await description.staticSummary()).toMatch(/^Prompts from 1 MiB of mp3$/);
    const attributes = Object.fromEntries(
      description.typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]),
    );
    expect(attributes).toMatchObject({ UserId: owner.id, Stage: 'completed' });
    expect(attributes['CostMicros']).toBeGreaterThan(0);
  });
});
