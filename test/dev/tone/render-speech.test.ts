import { describe, expect, it } from '@jest/globals';
import { layOutSpeech } from '../../../dev/tone/lay-out-speech.ts';
import { renderSpeech } from '../../../dev/tone/render-speech.ts';
import { multilingualText, speak } from './tone-samples.ts';

function levelDbfs(samples: Int16Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  return 10 * Math.log10(power / 32_768 ** 2);
}

describe('renderSpeech', () => {
  it.each([8_000, 16_000, 22_050, 44_100, 48_000])('keeps the time at %d Hz', (sampleRateHz) => {
    const { speech, samples } = speak('one two three', { sampleRateHz });
    expect(samples.length).toBe(Math.round(speech.durationSeconds * sampleRateHz));
    const firstSound = samples.findIndex((sample) => Math.abs(sample) > 1_000);
    expect(firstSound / sampleRateHz).toBeCloseTo(speech.words[0]?.startSeconds ?? -1, 2);
    const lastSound = samples.findLastIndex((sample) => Math.abs(sample) > 1_000);
    expect(lastSound / sampleRateHz).toBeCloseTo(speech.words.at(-1)?.endSeconds ?? -1, 2);
  });

  it('gives the same samples for the same seed', () => {
    const noisy = { seed: 9, noiseDbfs: -40 };
    expect(speak(multilingualText, noisy).samples).toEqual(speak(multilingualText, noisy).samples);
  });

  it('is digital silence between the words, and doesn’t clip in them', () => {
    const { speech, samples } = speak('one two');
    const gapMiddle = ((speech.words[0]?.endSeconds ?? 0) + 0.03) * 8_000;
    expect(levelDbfs(samples.subarray(gapMiddle - 100, gapMiddle + 100))).toBe(-Infinity);
    expect(Math.max(...samples.map(Math.abs))).toBeLessThan(32_000);
  });

  it('adds room noise at the level asked for', () => {
    const { samples } = speak('one', { leadingSilenceSeconds: 2, noiseDbfs: -47 });
    expect(levelDbfs(samples.subarray(0, 15_000))).toBeCloseTo(-47, 0);
  });

  it('comes in blocks of a second, whatever the length', () => {
    const speech = layOutSpeech([multilingualText]);
    const lengths = Array.from(renderSpeech(speech, { sampleRateHz: 8_000 }), (b) => b.length);
    expect(Math.max(...lengths)).toBe(8_000);
    expect(lengths.length).toBe(Math.ceil(speech.durationSeconds));
  });

  it('refuses a rate that the tones don’t fit in', () => {
    expect(() => [...renderSpeech(layOutSpeech(['one']), { sampleRateHz: 6_000 })]).toThrow(
      RangeError,
    );
  });
});
