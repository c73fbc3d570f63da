import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { settleAll } from '../../workflows/settle-all.ts';

/** What each piece does: how many turns of the loop it takes, and whether it fails, hopelessly or not. */
const pieces = fc.array(
  fc.record({
    turns: fc.nat({ max: 5 }),
    end: fc.constantFrom('ok', 'ok', 'ok', 'fails', 'hopeless'),
  }),
  { maxLength: 30 },
);

async function run(work: { turns: number; end: string }[], parallelism: number) {
  let inFlight = 0;
  let most = 0;
  const begun: number[] = [];
  const settled: number[] = [];
  const result = await settleAll(
    [...work.keys()],
    parallelism,
    async (index) => {
      begun.push(index);
      most = Math.max(most, (inFlight += 1));
      const { turns = 0, end = 'ok' } = work[index] ?? {};
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      inFlight -= 1;
      settled.push(index);
      if (end !== 'ok') throw new Error(`${end} ${index}`);
    },
    (error) => error instanceof Error && error.message.startsWith('hopeless'),
  ).then(
    () => null,
    (error: unknown) => (error as Error).message,
  );
  return { begun, settled, most, result };
}

describe('settling all', () => {
  it('does every piece once, in order of beginning, no more at once than allowed, and lets all settle', async () => {
    await fc.assert(
      fc.asyncProperty(pieces, fc.integer({ min: 1, max: 8 }), async (work, parallelism) => {
        const { begun, settled, most, result } = await run(work, parallelism);
        expect(begun).toEqual([...begun.keys()]);
        expect(settled.toSorted((a, b) => a - b)).toEqual(begun);
        expect(most).toBeLessThanOrEqual(parallelism);
        const isStopped = begun.some((index) => work[index]?.end === 'hopeless');
        expect(isStopped || begun.length === work.length).toBe(true);
        const earliest = begun.find((index) => work[index]?.end !== 'ok');
        expect(result).toBe(earliest === undefined ? null : `${work[earliest]?.end} ${earliest}`);
      }),
    );
  });

  it('begins nothing more once something is hopeless', async () => {
    const hopeless = { turns: 1, end: 'hopeless' };
    const slow = { turns: 50, end: 'ok' };
    const { begun, settled } = await run([slow, hopeless, slow, slow, slow], 2);
    expect(begun).toEqual([0, 1]);
    expect(settled).toEqual([1, 0]);
  });
});
