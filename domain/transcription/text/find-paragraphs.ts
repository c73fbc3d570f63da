import type { TimeSpan } from '../analysis/audio-analysis.ts';
import type { ChunkPlan } from '../planning/chunk-plan.ts';
import type { TimedUnits } from '../stitching/segment-reading.ts';
import { endsSentence } from './split-sentences.ts';

/** Readers rest about so long between paragraphs, and hardly ever between two sentences. */
const paragraphPauseSeconds = 1.75;
/** So long a rest is a new paragraph even where no full stop stands. */
const certainPauseSeconds = 4;
/** Providers place their segments about as exactly as this. */
const toleranceSeconds = 0.5;

/** Indices of the segments that begin a paragraph, the first one excepted: those after a long pause. */
export function findParagraphs(
  segments: readonly TimedUnits[],
  plan: ChunkPlan,
  language: string | null,
): Set<number> {
  const starts = new Set<number>();
  let first = 1;
  for (const pause of longPauses(plan)) {
    while ((segments[first]?.startSeconds ?? Infinity) < pause.startSeconds - toleranceSeconds) {
      first += 1;
    }
    const start = nearestSeam(segments, first, pause);
    if (start !== null && isParagraph(segments, start, pause, language)) starts.add(start);
  }
  return starts;
}

/** Pauses between stretches of speech, across chunks and through chunks without any speech. */
function longPauses(plan: ChunkPlan): TimeSpan[] {
  const pauses: TimeSpan[] = [];
  let spokenUntil = Infinity;
  for (const span of plan.chunks.flatMap((chunk) => chunk.speech)) {
    if (span.startSeconds - spokenUntil >= paragraphPauseSeconds) {
      pauses.push({ startSeconds: spokenUntil, endSeconds: span.startSeconds });
    }
    spokenUntil =
      spokenUntil === Infinity ? span.endSeconds : Math.max(spokenUntil, span.endSeconds);
  }
  return pauses;
}

/** The segment whose beginning, or whose predecessor's end, lies nearest to the middle of the pause. */
function nearestSeam(
  segments: readonly TimedUnits[],
  first: number,
  pause: TimeSpan,
): number | null {
  const middle = (pause.startSeconds + pause.endSeconds) / 2;
  let nearest: number | null = null;
  let least = Infinity;
  for (let index = first; index < segments.length; index += 1) {
    const end = segments[index - 1]?.endSeconds ?? 0;
    const start = segments[index]?.startSeconds ?? 0;
    if (end > pause.endSeconds + toleranceSeconds) break;
    const distance = Math.abs((end + start) / 2 - middle);
    if (distance < least) {
      least = distance;
      nearest = index;
    }
  }
  return nearest;
}

function isParagraph(
  segments: readonly TimedUnits[],
  start: number,
  pause: TimeSpan,
  language: string | null,
): boolean {
  if (pause.endSeconds - pause.startSeconds >= certainPauseSeconds) return true;
  const last = segments[start - 1]?.units.at(-1)?.text ?? '';
  return endsSentence(last, segments[start]?.units[0]?.text ?? '', language);
}
