import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { editPrompts } from '../../../domain/tasks/edit-prompts.ts';
import { editTask } from '../../../domain/tasks/edit-task.ts';
import type { Prompt } from '../../../domain/tasks/task-content.ts';
import { TaskEditRefused } from '../../../domain/tasks/task-edit-refused.ts';

function prompts(...ids: string[]): Prompt[] {
  return ids.map((id) => ({ id, text: id, state: 'accepted', source: null }));
}

function counter(): () => string {
  let made = 0;
  return () => `new${(made += 1)}`;
}

function edit(given: Prompt[], change: Parameters<typeof editPrompts>[1]): string[] {
  return editPrompts(given, change, counter()).map(({ text }) => text);
}

describe('editing prompts', () => {
  it.each([
    [{ create: [{ text: 'x' }] }, 'a b c x'],
    [{ create: [{ text: 'x', position: 1 }] }, 'x a b c'],
    [{ create: [{ text: 'x', position: 99 }] }, 'a b c x'],
    [
      {
        create: [
          { text: 'y', position: 3 },
          { text: 'x', position: 2 },
        ],
      },
      'a x y b c',
    ],
    [{ update: [{ id: 'c', position: 1 }] }, 'c a b'],
    [{ update: [{ id: 'a', position: 3 }] }, 'b c a'],
    [
      {
        update: [
          { id: 'a', position: 2 },
          { id: 'b', position: 1 },
        ],
      },
      'b a c',
    ],
    [{ delete: ['b'], update: [{ id: 'c', text: 'C' }], create: [{ text: 'd' }] }, 'a C d'],
    [{}, 'a b c'],
    [[{ text: 'x' }, { id: 'b', text: 'B' }], 'x B'],
    [[], ''],
  ])('%j makes %s', (change, expected) => {
    expect(edit(prompts('a', 'b', 'c'), change).join(' ')).toBe(expected);
  });

  it.each([
    [{ update: [{ id: 'z' }] }, 'prompts.update.0.id'],
    [{ delete: ['a', 'a'] }, 'prompts.delete.1'],
    [{ delete: ['a'], update: [{ id: 'a' }] }, 'prompts.update.0.id'],
    [
      [
        { id: 'a', text: '1' },
        { id: 'a', text: '2' },
      ],
      'prompts.1.id',
    ],
  ])('%j is refused at %s', (change, path) => {
    expect(() => edit(prompts('a'), change)).toThrow(expect.objectContaining({ path }));
  });

  it('puts what is placed where it was asked to be, and keeps the order of the rest', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const places = fc.uniqueArray(
      fc.record({ id: fc.constantFrom(...ids), position: fc.integer({ min: 1, max: 6 }) }),
      { selector: ({ id }) => id, maxLength: 6 },
    );
    const unique = places.filter(
      (all) => new Set(all.map((one) => one.position)).size === all.length,
    );
    const property = fc.property(unique, (update) => {
      const after = editPrompts(prompts(...ids), { update }, counter()).map(({ id }) => id);
      const moved = new Set(update.map(({ id }) => id));
      expect(after.toSorted()).toEqual(ids);
      for (const { id, position } of update) expect(after[position - 1]).toBe(id);
      expect(after.filter((id) => !moved.has(id))).toEqual(ids.filter((id) => !moved.has(id)));
    });
    expect(() => fc.assert(property)).not.toThrow();
  });

  it('keeps where a prompt came from when its text is changed', () => {
    const source = { quote: 'so it was', startSeconds: 1, endSeconds: 2, degraded: false };
    const found: Prompt = { id: 'a', text: 'x', state: 'proposed', source };
    const [changed] = editPrompts([found], { update: [{ id: 'a', text: 'y' }] }, counter());
    expect(changed).toEqual({ ...found, text: 'y' });
  });
});

describe('editing a task', () => {
  const content = { name: 'n', category: 'c', tags: ['t'], prompts: prompts('a') };

  it('leaves alone what is not named', () => {
    expect(editTask(content, {}, counter())).toEqual(content);
    expect(editTask(content, { category: null }, counter())).toEqual({
      ...content,
      category: null,
    });
  });

  it('refuses more than a task may hold', () => {
    const many = Array.from({ length: 501 }, () => ({ text: 'x' }));
    expect(() => editTask(content, { prompts: many }, counter())).toThrow(TaskEditRefused);
    const long = Array.from({ length: 101 }, () => ({ text: 'x'.repeat(2000) }));
    expect(() => editTask(content, { prompts: long }, counter())).toThrow(/200000/);
  });
});
