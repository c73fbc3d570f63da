import type { TimeSpan } from './audio-analysis.ts';
import { clipSpans } from './speech-spans.ts';

/** Time that runs only while somebody speaks. */
export interface SpeechClock {
  totalSeconds: number;
  /** Where the speech pauses, in speech seconds, and for how long the pause lasts. */
  pauses: readonly { atSeconds: number; lastsSeconds: number }[];
  /** The time in the recording at which what begins here begins: at a pause, its end. */
  startAt(speechSeconds: number): number;
  /** The time in the recording at which what ends here ends: at a pause, its beginning. */
  endAt(speechSeconds: number): number;
}

/** Without any speech inside it, the whole of `within` counts as speech. */
export function createSpeechClock(speech: readonly TimeSpan[], within: TimeSpan): SpeechClock {
  const inside = clipSpans(speech, within.startSeconds, within.endSeconds);
  const runs = inside.length === 0 ? [within] : inside;

  const startsAt = [0];
  for (const run of runs) {
    startsAt.push((startsAt.at(-1) ?? 0) + run.endSeconds - run.startSeconds);
  }
  const pauses = runs.slice(1).map((run, index) => ({
    atSeconds: startsAt[index + 1] ?? 0,
    lastsSeconds: run.startSeconds - (runs[index]?.endSeconds ?? run.startSeconds),
  }));

  /** The last run that begins before the given speech time, or just at it. */
  function runAt(speechSeconds: number, orJustAt: boolean): number {
    let low = 0;
    let high = runs.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const start = startsAt[middle] ?? 0;
      if (start < speechSeconds || (orJustAt && start === speechSeconds)) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function timeAt(speechSeconds: number, orJustAt: boolean): number {
    const run = runAt(speechSeconds, orJustAt);
    const span = runs[run] ?? within;
    const seconds = span.startSeconds + speechSeconds - (startsAt[run] ?? 0);
    return Math.min(seconds, span.endSeconds);
  }

  return {
    totalSeconds: startsAt.at(-1) ?? 0,
    pauses,
    startAt: (speechSeconds) => timeAt(speechSeconds, true),
    endAt: (speechSeconds) => timeAt(speechSeconds, false),
  };
}
