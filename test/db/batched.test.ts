import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { batched } from '../../db/batched.ts';
import { waitFor } from '../support/wait-for.ts';

interface Limits {
  maxItems?: number;
  maxUnderWay?: number;
}

/** Batches that end when they are told to; each answers ten times its items. */
function openBatches({ maxItems = 100, maxUnderWay = 1 }: Limits = {}) {
  const sent: { items: readonly number[]; end(): void }[] = [];
  const ask = batched<number, number>({
    run: async (items) => {
      const ended = Promise.withResolvers<void>();
      sent.push({ items, end: ended.resolve });
      await ended.promise;
      return items.map((item) => item * 10);
    },
    runAlone: () => Promise.reject(new Error('Nothing fails here')),
    onFailure: (error) => {
      throw error;
    },
    maxItems,
    maxUnderWay,
  });
  return { ask, sent, items: () => sent.map((batch) => batch.items) };
}

describe('batches', () => {
  it('start in the same turn of the process where none is under way', async () => {
    const { ask, sent, items } = openBatches();
    const first = ask(1);
    await nextTurn();
    expect(items()).toEqual([[1]]);
    sent[0]?.end();
    expect(await first).toBe(10);
    const second = ask(2);
    await nextTurn();
    expect(items()).toEqual([[1], [2]]);
    sent[1]?.end();
    expect(await second).toBe(20);
  });

  it('gather what comes while one is under way, and answer each with its own', async () => {
    const { ask, sent, items } = openBatches();
    const first = ask(1);
    await nextTurn();
    const others: Promise<number>[] = [];
    for (const item of [5, 3, 4, 3]) {
      others.push(ask(item));
      await nextTurn();
    }
    expect(items()).toEqual([[1]]);
    sent[0]?.end();
    await first;
    await nextTurn();
    expect(items()).toEqual([[1], [5, 3, 4, 3]]);
    sent[1]?.end();
    expect(await Promise.all(others)).toEqual([50, 30, 40, 30]);
  });

  it('never have what was asked for after they began', async () => {
    const { ask, sent, items } = openBatches();
    const one = ask(1);
    await nextTurn();
    const same = ask(1);
    sent[0]?.end();
    await one;
    await nextTurn();
    expect(items()).toEqual([[1], [1]]);
    sent[1]?.end();
    await same;
  });

  it('have a size, and there are only so many at a time', async () => {
    const { ask, sent, items } = openBatches({ maxItems: 3, maxUnderWay: 2 });
    const all = Promise.all([1, 2, 3, 4, 5, 6, 7].map(ask));
    await nextTurn();
    expect(items()).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    sent[1]?.end();
    await waitFor('the last', () => Promise.resolve(sent.length === 3));
    expect(items()[2]).toEqual([7]);
    for (const batch of sent) batch.end();
    expect(await all).toEqual([10, 20, 30, 40, 50, 60, 70]);
  });
});

describe('what fails', () => {
  it('fails alone where its batch says so', async () => {
    const ask = batched<number, number>({
      run: (items) =>
        Promise.resolve(items.map((item) => (item === 2 ? new Error('not this one') : item))),
      runAlone: (item) => Promise.resolve(-item),
      onFailure: (error) => {
        throw error;
      },
      maxItems: 10,
      maxUnderWay: 1,
    });
    const outcomes = await Promise.allSettled([1, 2, 3].map(ask));
    expect(outcomes).toMatchObject([
      { value: 1 },
      { reason: { message: 'not this one' } },
      { value: 3 },
    ]);
  });

  it('is tried by itself where its batch fails as a whole, and nobody waits for another then', async () => {
    const tried: (readonly number[])[] = [];
    const failures: unknown[] = [];
    const late = Promise.withResolvers<number>();
    const ask = batched<number, number>({
      run: (items) => {
        tried.push(items);
        return items.includes(2)
          ? Promise.reject(new Error('all of it'))
          : Promise.resolve(items.map((item) => item * 10));
      },
      runAlone: (item) => {
        tried.push([item]);
        if (item === 2) return Promise.reject(new Error('this one'));
        return item === 3 ? late.promise : Promise.resolve(item);
      },
      onFailure: (error) => failures.push(error),
      maxItems: 10,
      maxUnderWay: 1,
    });
    const [one, two, three] = [ask(1), ask(2), ask(3)];
    await expect(two).rejects.toThrow('this one');
    expect(await one).toBe(1);
    expect(await ask(4)).toBe(40);
    late.resolve(3);
    expect(await three).toBe(3);
    expect(tried).toEqual([[1, 2, 3], [1], [2], [3], [4]]);
    expect(failures).toEqual([new Error('all of it')]);
  });
});
