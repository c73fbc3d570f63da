import { describe, expect, it } from '@jest/globals';
import { speechCostMicros } from '../../../domain/pricing/ai-prices.ts';

describe('speechCostMicros', () => {
  it.each([
    ['universal-3-5-pro', 210_000],
    ['universal-2', 150_000],
    ['whisper-1', 360_000],
    ['Systran/faster-whisper-small', 0],
  ])('an hour of %s costs %i millionths of a dollar', (model, micros) => {
    expect(speechCostMicros(model, { kind: 'duration', seconds: 3600 }, 1)).toBe(micros);
    expect(speechCostMicros(model, null, 3600)).toBe(micros);
  });

  it('counts the seconds that were metered, none as none', () => {
    expect(speechCostMicros('universal-2', { kind: 'duration', seconds: 0 }, 3600)).toBe(0);
    expect(speechCostMicros('universal-2', { kind: 'duration', seconds: 12 }, 3600)).toBe(500);
  });
});
