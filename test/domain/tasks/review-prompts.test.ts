import { describe, expect, it } from '@jest/globals';
import { proposePrompts } from '../../../domain/tasks/propose-prompts.ts';
import { acceptPrompts, rejectPrompts } from '../../../domain/tasks/review-prompts.ts';
import type { Prompt, TaskContent } from '../../../domain/tasks/task-content.ts';

const source = { quote: 'so it was', startSeconds: 1, endSeconds: 2, degraded: false };

function content(): TaskContent {
  const own: Prompt = { id: 'own', text: 'own', state: 'accepted', source: null };
  const found = ['x', 'y'].map((id): Prompt => ({ id, text: id, state: 'proposed', source }));
  return { name: 'n', category: null, tags: [], prompts: [own, ...found] };
}

function states({ prompts }: TaskContent): string[] {
  return prompts.map(({ id, state }) => `${id} ${state}`);
}

describe('reviewing prompts', () => {
  it('accepts all, or some', () => {
    expect(states(acceptPrompts(content(), { all: true }))).toEqual([
      'own accepted',
      'x accepted',
      'y accepted',
    ]);
    const some = acceptPrompts(content(), { ids: ['y', 'own'] });
    expect(states(some)).toEqual(['own accepted', 'x proposed', 'y accepted']);
  });

  it('rejects all, or some, and never what counts already', () => {
    expect(states(rejectPrompts(content(), { all: true }))).toEqual(['own accepted']);
    expect(states(rejectPrompts(content(), { ids: ['x'] }))).toEqual([
      'own accepted',
      'y proposed',
    ]);
    expect(() => rejectPrompts(content(), { ids: ['own'] })).toThrow(/was accepted/);
  });

  it('knows only prompts of the task', () => {
    const wrong = { ids: ['x', 'z'] };
    const refusal = expect.objectContaining({ path: 'ids.1' });
    expect(() => acceptPrompts(content(), wrong)).toThrow(refusal);
    expect(() => rejectPrompts(content(), wrong)).toThrow(refusal);
  });
});

describe('proposing prompts', () => {
  it('puts them behind what is there, as many as there is room for', () => {
    const found = Array.from({ length: 600 }, (_, index) => ({ text: `found ${index}`, source }));
    let made = 0;
    const { content: after, leftOut } = proposePrompts(content(), found, () => `id${(made += 1)}`);
    expect(after.prompts).toHaveLength(500);
    expect(leftOut).toBe(600 - 497);
    expect(after.prompts.slice(0, 3)).toEqual(content().prompts);
    expect(after.prompts[3]).toEqual({ id: 'id1', text: 'found 0', state: 'proposed', source });
  });
});
