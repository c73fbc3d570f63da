import type { AudioAnalysis, LoudnessEnvelope, TimeSpan } from './audio-analysis.ts';
import { digitalSilenceDb } from './measure-loudness.ts';
import { roundSeconds } from '../stitching/round-seconds.ts';
import { silenceThresholdDb } from './silence-threshold.ts';

/**
 * A louder stretch up to this long, with quiet on both sides, is a click of the lips or of a page: the pause
 * goes on over it. The shortest spoken word takes about twice as long. A 20 ms click may touch two frames.
 */
const clickSeconds = 0.04;
/** The quiet on each side that makes it a click; a stop consonant is closer to its word than that. */
const quietAroundClickSeconds = 0.1;

/** Finds the pauses of a programme. What is not silence is taken for speech. */
export function findSilences(
  envelope: LoudnessEnvelope,
  options: { minSilenceSeconds?: number } = {},
): AudioAnalysis {
  const { durationSeconds, frameSeconds, levelsDb } = envelope;
  const minSilenceSeconds = options.minSilenceSeconds ?? 0.3;
  const thresholdDb = silenceThresholdDb(levelsDb, frameSeconds);
  const silences: TimeSpan[] = [];
  for (const run of joinOverClicks(quietRuns(levelsDb, thresholdDb), frameSeconds)) {
    const startSeconds = roundSeconds(run.start * frameSeconds);
    const endSeconds = Math.min(durationSeconds, roundSeconds(run.end * frameSeconds));
    if (endSeconds - startSeconds >= minSilenceSeconds - 1e-6)
      silences.push({ startSeconds, endSeconds });
  }
  return { durationSeconds, silences, thresholdDb, envelope };
}

interface FrameRun {
  start: number;
  end: number;
}

function quietRuns(levelsDb: Int8Array, thresholdDb: number): FrameRun[] {
  const runs: FrameRun[] = [];
  let start = -1;
  for (let frame = 0; frame <= levelsDb.length; frame += 1) {
    const quiet = frame < levelsDb.length && (levelsDb[frame] ?? digitalSilenceDb) < thresholdDb;
    if (quiet && start < 0) start = frame;
    if (!quiet && start >= 0) {
      runs.push({ start, end: frame });
      start = -1;
    }
  }
  return runs;
}

function joinOverClicks(runs: readonly FrameRun[], frameSeconds: number): FrameRun[] {
  const clickFrames = Math.round(clickSeconds / frameSeconds);
  const quietFrames = Math.round(quietAroundClickSeconds / frameSeconds);
  const joined: FrameRun[] = [];
  let lastQuietFrames = 0;
  for (const run of runs) {
    const before = joined.at(-1);
    const isClick =
      before !== undefined &&
      run.start - before.end <= clickFrames &&
      lastQuietFrames >= quietFrames &&
      run.end - run.start >= quietFrames;
    if (isClick) before.end = run.end;
    else joined.push({ ...run });
    lastQuietFrames = run.end - run.start;
  }
  return joined;
}
