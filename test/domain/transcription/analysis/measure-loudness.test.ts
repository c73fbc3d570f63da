import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createLoudnessMeter } from '../../../../domain/transcription/analysis/measure-loudness.ts';

const settings = { sampleRateHz: 8000, frameSeconds: 0.02 };

function sine(amplitude: number, samples: number, offset = 0): Int16Array {
  return Int16Array.from({ length: samples }, (_, index) =>
    Math.round(offset + amplitude * Math.sin((2 * Math.PI * 400 * index) / 8000)),
  );
}

function measure(pieces: readonly Int16Array[]) {
  const meter = createLoudnessMeter(settings);
  for (const piece of pieces) meter.push(piece);
  return meter.finish();
}

describe('createLoudnessMeter', () => {
  it.each([
    [32_767, -3],
    [3277, -23],
    [328, -43],
    [33, -63],
  ])('measures a sine of amplitude %d as %d dBFS', (amplitude, levelDb) => {
    const { levelsDb } = measure([sine(amplitude, 1600)]);
    expect([...levelsDb]).toEqual(Array<number>(10).fill(levelDb));
  });

  it('calls digital silence −127 dB and full scale 0 dB', () => {
    expect([...measure([new Int16Array(320)]).levelsDb]).toEqual([-127, -127]);
    const square = Int16Array.from({ length: 160 }, (_, index) => (index % 2 ? -32_768 : 32_767));
    expect([...measure([square]).levelsDb]).toEqual([0]);
  });

  it('does not take a constant offset for sound', () => {
    expect([...measure([new Int16Array(160).fill(2000)]).levelsDb]).toEqual([-127]);
    expect([...measure([sine(328, 160, 2000)]).levelsDb]).toEqual([-43]);
  });

  it('tells the exact length, and measures the part of a frame that is left over', () => {
    const envelope = measure([sine(3277, 160), sine(3277, 60)]);
    expect(envelope.durationSeconds).toBe(220 / 8000);
    expect([...envelope.levelsDb]).toEqual([-23, -23]);
  });

  it('measures nothing as nothing', () => {
    expect(measure([])).toEqual({
      durationSeconds: 0,
      frameSeconds: 0.02,
      levelsDb: new Int8Array(0),
    });
  });

  it('gives the same levels however the samples are cut into pieces', () => {
    const sampleArrays = fc.array(fc.integer({ min: -32_768, max: 32_767 }), { maxLength: 900 });
    const cuts = fc.array(fc.nat(900), { maxLength: 8 });
    fc.assert(
      fc.property(sampleArrays, cuts, (values, places) => {
        const samples = Int16Array.from(values);
        const borders = [0, ...places.sort((a, b) => a - b), samples.length];
        const pieces = borders.slice(1).map((end, index) => samples.slice(borders[index], end));
        expect(measure(pieces)).toEqual(measure([samples]));
      }),
    );
  });

  it('goes on past its first storage of frames', () => {
    const second = sine(3277, 8000);
    const { levelsDb } = measure(Array<Int16Array>(200).fill(second));
    expect(levelsDb).toHaveLength(10_000);
    expect(new Set(levelsDb)).toEqual(new Set([-23]));
  });

  it('refuses frames that are no whole number of samples', () => {
    expect(() => createLoudnessMeter({ sampleRateHz: 11_025, frameSeconds: 0.02 })).toThrow(
      RangeError,
    );
    expect(() => createLoudnessMeter({ sampleRateHz: 8000, frameSeconds: 0 })).toThrow(RangeError);
  });
});
