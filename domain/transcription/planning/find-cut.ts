import type { AudioAnalysis, TimeSpan } from '../analysis/audio-analysis.ts';
import type { ChunkLengths } from './chunk-plan.ts';
import { quietestMoment } from '../analysis/quietest-moment.ts';
import { roundSeconds } from '../stitching/round-seconds.ts';

/** Where a chunk may end, and how short the last one may get, as shares of the target length. */
const shortestShare = 0.75;
const longestShare = 1.25;
const shortestTailShare = 0.25;
/** Enough for half a dozen words that both sides hear whole. */
const usualOverlapSeconds = 3;
/** A silence that only reaches into the permitted stretch must do so by this much to be cut in. */
const leastReachSeconds = 0.3;

/** The end of one chunk and the beginning of the next, which is earlier where no silence was found. */
export interface Cut {
  endSeconds: number;
  nextStartSeconds: number;
}

interface CutWindow {
  fromSeconds: number;
  toSeconds: number;
  wantedSeconds: number;
}

/** Where the chunk that begins at `startSeconds` ends; null when it takes all that is left. */
export function findCut(
  analysis: AudioAnalysis,
  startSeconds: number,
  { targetSeconds, maxSeconds }: ChunkLengths,
): Cut | null {
  const restSeconds = analysis.durationSeconds - startSeconds;
  const longestSeconds = Math.min(targetSeconds * longestShare, maxSeconds);
  if (restSeconds <= longestSeconds) return null;

  const toSeconds =
    startSeconds + Math.min(longestSeconds, restSeconds - targetSeconds * shortestTailShare);
  const window = {
    fromSeconds: startSeconds + targetSeconds * shortestShare,
    toSeconds,
    wantedSeconds: Math.min(toSeconds, startSeconds + targetSeconds),
  };
  const silent = cutInSilence(analysis.silences, window);
  return silent === null
    ? cutInSpeech(analysis, window, targetSeconds)
    : { endSeconds: silent, nextStartSeconds: silent };
}

function cutInSilence(silences: readonly TimeSpan[], window: CutWindow): number | null {
  let best: { whole: boolean; seconds: number; cut: number } | null = null;
  for (const silence of silences) {
    if (silence.endSeconds <= window.fromSeconds) continue;
    if (silence.startSeconds >= window.toSeconds) break;
    const middle = roundSeconds((silence.startSeconds + silence.endSeconds) / 2);
    const whole = middle >= window.fromSeconds && middle <= window.toSeconds;
    const from = whole ? silence.startSeconds : Math.max(silence.startSeconds, window.fromSeconds);
    const to = whole ? silence.endSeconds : Math.min(silence.endSeconds, window.toSeconds);
    const candidate = {
      whole,
      seconds: roundSeconds(to - from),
      cut: whole ? middle : roundSeconds((from + to) / 2),
    };
    if (!whole && candidate.seconds < leastReachSeconds) continue;
    if (best === null || isBetter(candidate, best, window.wantedSeconds)) best = candidate;
  }
  return best?.cut ?? null;
}

type Candidate = { whole: boolean; seconds: number; cut: number };

function isBetter(a: Candidate, b: Candidate, wantedSeconds: number): boolean {
  if (a.whole !== b.whole) return a.whole;
  if (a.seconds !== b.seconds) return a.seconds > b.seconds;
  return Math.abs(a.cut - wantedSeconds) < Math.abs(b.cut - wantedSeconds);
}

/** Both ends of the overlap lie at quiet moments, so that neither side has more than one damaged word. */
function cutInSpeech({ envelope }: AudioAnalysis, window: CutWindow, targetSeconds: number): Cut {
  const endSeconds = floorSeconds(quietestMoment(envelope, window));
  const overlapSeconds = Math.min(usualOverlapSeconds, targetSeconds / 4);
  const nextStartSeconds = roundSeconds(
    quietestMoment(envelope, {
      fromSeconds: endSeconds - overlapSeconds * (7 / 6),
      toSeconds: endSeconds - overlapSeconds * (5 / 6),
      wantedSeconds: endSeconds - overlapSeconds,
    }),
  );
  return { endSeconds, nextStartSeconds };
}

/** Down to a whole millisecond, so that a chunk of just the maximum does not exceed it. */
function floorSeconds(seconds: number): number {
  return Math.floor(seconds * 1000 + 1e-6) / 1000;
}
