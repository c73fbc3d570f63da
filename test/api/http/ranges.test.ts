import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ifRangeHolds, parseRange } from '../../../api/http/ranges.ts';

describe('parseRange', () => {
  it.each([
    ['bytes=0-0', 10, { first: 0, last: 0 }],
    ['bytes=2-5', 10, { first: 2, last: 5 }],
    ['bytes=2-', 10, { first: 2, last: 9 }],
    ['bytes=-3', 10, { first: 7, last: 9 }],
    ['bytes=-30', 10, { first: 0, last: 9 }],
    ['bytes=5-99999999999999999999999', 10, { first: 5, last: 9 }],
    ['BYTES=1-2', 10, { first: 1, last: 2 }],
    ['bytes=, 1-2 ,', 10, { first: 1, last: 2 }],
    ['bytes=10-', 10, 'unsatisfiable'],
    ['bytes=99999999999999999999-', 10, 'unsatisfiable'],
    ['bytes=-0', 10, 'unsatisfiable'],
    ['bytes=0-', 0, 'unsatisfiable'],
    ['bytes=-5', 0, null],
  ])('reads %s of %i bytes', (header, size, range) => {
    expect(parseRange(header, size)).toEqual(range);
  });

  it.each([
    '',
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=5-2',
    'bytes=a-b',
    'items=0-1',
    'bytes=0-1,4-5',
  ])('gives the whole file for %j', (header) => {
    expect(parseRange(header, 10)).toBeNull();
  });

  it('stays inside the file, whatever is asked', () => {
    const number = fc.oneof(
      fc.constant(''),
      fc.nat(3000).map(String),
      fc.bigInt({ min: 0n }).map(String),
    );
    fc.assert(
      fc.property(number, number, fc.nat(2000), (from, to, size) => {
        const range = parseRange(`bytes=${from}-${to}`, size);
        if (range === null || range === 'unsatisfiable') return;
        expect(range.first).toBeGreaterThanOrEqual(0);
        expect(range.first).toBeLessThanOrEqual(range.last);
        expect(range.last).toBeLessThan(size);
        const bytes = Array.from({ length: size }, (_, index) => index);
        const asked = from === '' ? bytes.slice(-Number(to)) : bytes.slice(Number(from));
        const wanted =
          from === '' || to === '' ? asked : asked.slice(0, Number(to) - Number(from) + 1);
        expect(bytes.slice(range.first, range.last + 1)).toEqual(wanted);
      }),
    );
  });

  it('never throws for a header', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (header, size) => {
        expect(() => parseRange(`bytes=${header}`, size)).not.toThrow();
      }),
    );
  });
});

describe('ifRangeHolds', () => {
  const file = { etag: '"abc"', modifiedAt: new Date('2026-11-21T08:00:00.400Z') };
  const date = 'Sat, 21 Nov 2026 08:00:00 GMT';

  it.each([
    ['', true],
    ['"abc"', true],
    ['"abd"', false],
    ['W/"abc"', false],
    [date, true],
    ['Sat, 21 Nov 2026 08:00:01 GMT', false],
    ['Sat, 21 Nov 2026 07:59:59 GMT', false],
    ['nonsense', false],
  ])('takes %j: %s', (header, holds) => {
    expect(ifRangeHolds(header, file, new Date('2026-11-21T09:00:00Z'))).toBe(holds);
  });

  it('trusts no date within whose second the file may change again', () => {
    expect(ifRangeHolds(date, file, new Date('2026-11-21T08:00:00.900Z'))).toBe(false);
  });
});
