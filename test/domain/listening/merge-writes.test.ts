import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  mergeStates,
  stateOf,
  type ProgressState,
} from '../../../domain/listening/merge-writes.ts';
import type { ProgressWrite } from '../../../domain/listening/progress-write.ts';
import { arbitraryArrivals } from './arbitrary-writes.ts';

function merge([first, ...others]: [ProgressWrite, ...ProgressWrite[]]): ProgressState {
  return others.map(stateOf).reduce(mergeStates, stateOf(first));
}

/** The rule said another way: sort, and take the last that names it. */
function newestOf<Field extends 'positionSeconds' | 'playbackSpeed' | 'isCompleted'>(
  writes: ProgressWrite[],
  field: Field,
) {
  const naming = writes.filter((write) => write[field] !== undefined);
  const last = naming.sort((a, b) => a.at - b.at || Number(a[field]) - Number(b[field])).at(-1);
  return last === undefined ? null : { value: last[field], at: last.at };
}

describe('mergeStates', () => {
  it('ends with the newest clock of each part, however writes are mixed and repeated', () => {
    fc.assert(
      fc.property(arbitraryArrivals, (writes) => {
        expect(merge(writes)).toEqual({
          position: newestOf([...writes], 'positionSeconds'),
          playbackSpeed: newestOf([...writes], 'playbackSpeed'),
          isCompleted: newestOf([...writes], 'isCompleted'),
        });
      }),
      { numRuns: 500 },
    );
  });

  it('may be done in any groups', () => {
    fc.assert(
      fc.property(arbitraryArrivals, arbitraryArrivals, (some, others) => {
        const apart = mergeStates(merge(some), merge(others));
        expect(apart).toEqual(merge([...others, ...some] as typeof some));
        expect(mergeStates(apart, apart)).toEqual(apart);
      }),
    );
  });
});
