import { describe, expect, it } from '@jest/globals';
import { layOutSpeech, type Speech } from '../../../dev/tone/lay-out-speech.ts';

const chapters = [
  'The harbour was quiet. "Was it?" she asked, and counted the boats again.',
  'Nobody answered! The rain went on.',
];

function pauses(speech: Speech): { after: string; seconds: number }[] {
  return speech.words.slice(1).map((word, index) => ({
    after: speech.words[index]?.text ?? '',
    seconds: word.startSeconds - (speech.words[index]?.endSeconds ?? 0),
  }));
}

describe('layOutSpeech', () => {
  it('speaks the words of the chapters in order', () => {
    const speech = layOutSpeech(chapters);
    expect(speech.words.map((word) => word.text).join(' ')).toBe(chapters.join(' '));
  });

  it('pauses like speech: words, sentences, chapters', () => {
    for (let seed = 0; seed < 50; seed++) {
      const [quiet, ...rest] = pauses(layOutSpeech(chapters, { seed })).filter(
        ({ after }) => after === 'quiet.',
      );
      expect(rest).toHaveLength(0);
      expect(quiet?.seconds).toBeGreaterThanOrEqual(0.4);
      expect(quiet?.seconds).toBeLessThanOrEqual(0.8);
      for (const { after, seconds } of pauses(layOutSpeech(chapters, { seed }))) {
        const [least, most] = expectedPause(after);
        expect(seconds).toBeGreaterThan(least - 1e-9);
        expect(seconds).toBeLessThan(most + 1e-9);
      }
    }
  });

  it('divides its whole length among the chapters', () => {
    const speech = layOutSpeech(chapters);
    const [first, second] = speech.chapters;
    const lastOfFirst = speech.words.findLast((word) => word.text === 'again.');
    const firstOfSecond = speech.words.find((word) => word.text === 'Nobody');
    expect(first?.startSeconds).toBe(0);
    expect(first?.endSeconds).toBe(second?.startSeconds);
    expect(second?.endSeconds).toBe(speech.durationSeconds);
    expect(second?.startSeconds).toBeGreaterThan(lastOfFirst?.endSeconds ?? Infinity);
    expect(second?.startSeconds).toBeLessThan(firstOfSecond?.startSeconds ?? 0);
  });

  it('is decided by the seed', () => {
    expect(layOutSpeech(chapters, { seed: 4 })).toEqual(layOutSpeech(chapters, { seed: 4 }));
    expect(layOutSpeech(chapters, { seed: 4 })).not.toEqual(layOutSpeech(chapters, { seed: 5 }));
  });

  it('leaves no pause of 0.3 s in run-on speech', () => {
    const speech = layOutSpeech(chapters, { runOn: true });
    expect(Math.max(...pauses(speech).map(({ seconds }) => seconds))).toBeLessThan(0.3);
    expect(speech.words[0]?.startSeconds).toBeLessThan(0.3);
    expect(speech.durationSeconds - (speech.words.at(-1)?.endSeconds ?? 0)).toBeLessThan(0.3);
  });

  it('puts silence before and after', () => {
    const speech = layOutSpeech(['one'], { leadingSilenceSeconds: 3, trailingSilenceSeconds: 4 });
    expect(speech.words[0]?.startSeconds).toBe(3);
    expect(speech.durationSeconds).toBeCloseTo((speech.words[0]?.endSeconds ?? 0) + 4);
  });
});

function expectedPause(after: string): [number, number] {
  if (after === 'again.') return [1.6, 2.4];
  return /[.?!]"?$/.test(after) ? [0.4, 0.8] : [0.06, 0.15];
}
