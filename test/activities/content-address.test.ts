import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contentAddress } from '../../activities/content-address.ts';

const parts = fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxLength: 6 });

describe('content addresses', () => {
  it('stay what they are: answers that were paid for are found by them', () => {
    expect(contentAddress('transcription', 'openai', 'ab', '0.000', '300.000', null, '', 0)).toBe(
      'edfb95dab1381f624cfb69e626b670801d3dd12648f4f2d701127ccf9c13df32',
    );
  });

  it('are different for different questions, however the parts are put together', () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(contentAddress(...one) === contentAddress(...other)).toBe(isSame);
      }),
    );
    expect(contentAddress('ab', 'c')).not.toBe(contentAddress('a', 'bc'));
  });
});
