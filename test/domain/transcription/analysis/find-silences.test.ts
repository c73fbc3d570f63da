import { describe, expect, it } from '@jest/globals';
import { findSilences } from '../../../../domain/transcription/analysis/find-silences.ts';
import {
  digitalSilence,
  recordEnvelope,
  room,
  type Sound,
  speech,
} from '../support/synthetic-recording.ts';

/** Sentences of 3 s with pauses of 0.6 s, for a minute or so. */
function book(pauseDb: number, speechDb = -20): Sound[] {
  return Array.from({ length: 16 }, () => [speech(3, speechDb), room(0.6, pauseDb)]).flat();
}

/** Where the pauses are, within a few frames. */
function pausesOf(sounds: readonly Sound[]): unknown[] {
  let seconds = 0;
  const placed = sounds.map(({ kind, seconds: length }) => {
    seconds += length;
    return { kind, start: seconds - length, end: seconds };
  });
  return placed
    .filter((sound) => sound.kind === 'room')
    .map(({ start, end }) => ({
      startSeconds: expect.closeTo(start, 1),
      endSeconds: expect.closeTo(end, 1),
    }));
}

describe('findSilences', () => {
  it.each([
    ['a clean studio', book(-65)],
    ['digital silence', book(digitalSilence)],
    ['a noisy room', book(-40)],
    ['a very noisy room', book(-36)],
    ['a quiet recording', book(-75, -45)],
    ['a loud recording', book(-50, -10)],
  ])('finds every pause of a book in %s', (_where, sounds) => {
    expect(findSilences(recordEnvelope(sounds)).silences).toEqual(pausesOf(sounds));
  });

  it('finds the pauses of a noisy room between stretches of digital silence', () => {
    const sounds = [...book(-42), room(20, digitalSilence), ...book(-42), room(20, digitalSilence)];
    const { silences } = findSilences(recordEnvelope(sounds));
    expect(silences).toHaveLength(32);
  });

  it('finds what is spoken in a recording that is mostly silent', () => {
    const sounds = [room(300), speech(4), room(200), speech(2), room(100)];
    expect(findSilences(recordEnvelope(sounds)).silences).toEqual(pausesOf(sounds));
  });

  it('does not take whispered words for silence', () => {
    const whispered = [...book(-65), ...Array.from({ length: 4 }, () => speech(1.5, -38))];
    const { silences, thresholdDb } = findSilences(recordEnvelope(whispered));
    expect(thresholdDb).toBeLessThan(-42);
    expect(silences).toHaveLength(16);
  });

  it('finds no silence where nobody pauses', () => {
    const runOn = Array.from({ length: 200 }, () => [speech(0.4), room(0.12)]).flat();
    expect(findSilences(recordEnvelope(runOn)).silences).toEqual([]);
  });

  it.each([
    ['digital silence', digitalSilence],
    ['the hiss of an empty tape', -80],
  ])('calls a recording of %s silent as a whole', (_what, levelDb) => {
    const analysis = findSilences(recordEnvelope([room(12.345, levelDb)]));
    expect(analysis.silences).toEqual([{ startSeconds: 0, endSeconds: 12.345 }]);
  });

  it('is not misled by a constant offset', () => {
    const sounds = book(-65);
    expect(findSilences(recordEnvelope(sounds, 1500)).silences).toEqual(pausesOf(sounds));
  });

  it('leaves out pauses that are too short, by a length that can be chosen', () => {
    const sounds = [speech(2), room(0.24), speech(2), room(0.4), speech(2), room(0.8), speech(2)];
    const envelope = recordEnvelope(sounds);
    expect(findSilences(envelope).silences).toHaveLength(2);
    expect(findSilences(envelope, { minSilenceSeconds: 0.6 }).silences).toHaveLength(1);
    expect(findSilences(envelope, { minSilenceSeconds: 0.2 }).silences).toHaveLength(3);
  });

  it('goes on over a click, but not over a short word', () => {
    const click = [...book(-65), speech(2), room(0.2), speech(0.02), room(0.2), speech(2)];
    expect(findSilences(recordEnvelope(click)).silences.at(-1)).toEqual({
      startSeconds: expect.closeTo(59.6, 1),
      endSeconds: expect.closeTo(60.02, 1),
    });
    const word = [...book(-65), speech(2), room(0.2), speech(0.12), room(0.2), speech(2)];
    expect(findSilences(recordEnvelope(word)).silences).toHaveLength(16);
  });

  it('takes no pause for a click that follows a word too closely', () => {
    const release = [...book(-65), speech(2), room(0.06), speech(0.02), room(0.29), speech(2)];
    expect(findSilences(recordEnvelope(release)).silences).toHaveLength(16);
  });

  it('knows nothing of a recording without samples', () => {
    expect(findSilences(recordEnvelope([]))).toMatchObject({ durationSeconds: 0, silences: [] });
  });
});
