import { describe, expect, it } from '@jest/globals';
import { findSegments, joinWords } from '../../../../dev/ai/transcription/find-segments.ts';
import { layOutSpeech } from '../../../../dev/tone/lay-out-speech.ts';

describe('findSegments', () => {
  it('ends a segment with a sentence', () => {
    const { words } = layOutSpeech(['One two. "Three?" Four'], { runOn: true });
    expect(findSegments(words).map(joinWords)).toEqual(['One two.', '"Three?"', 'Four']);
  });

  it('ends a segment at a pause, and not at a damaged word', () => {
    const words = [
      { text: 'one', startSeconds: 0, endSeconds: 1 },
      { text: '⟨?⟩', startSeconds: 1.1, endSeconds: 2 },
      { text: 'three', startSeconds: 2.1, endSeconds: 3 },
      { text: 'four', startSeconds: 3.4, endSeconds: 4 },
    ];
    expect(findSegments(words).map(joinWords)).toEqual(['one ⟨?⟩ three', 'four']);
  });

  it('makes none longer than 30 s of speech that never pauses, and loses no word', () => {
    const text = Array(400).fill('word').join(' ');
    const segments = findSegments(layOutSpeech([text], { runOn: true }).words);
    const lengths = segments.map(
      (words) => (words.at(-1)?.endSeconds ?? 0) - (words[0]?.startSeconds ?? 0),
    );
    expect(segments.length).toBeGreaterThan(2);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(30);
    expect(segments.map(joinWords).join(' ')).toBe(text);
  });

  it('makes none of no words', () => {
    expect(findSegments([])).toEqual([]);
  });
});
