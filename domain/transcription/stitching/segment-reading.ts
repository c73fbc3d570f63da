import { alignSentences } from '../text/align-sentences.ts';
import type { TimeSpan } from '../analysis/audio-analysis.ts';
import { groupEnds } from '../text/group-units.ts';
import type { JoinedReading } from './join-readings.ts';
import { countSpokenLetters } from '../text/letters.ts';
import { orderSpans } from '../analysis/order-spans.ts';
import type { TextUnit } from '../text/text-units.ts';

export interface TimedUnits extends TimeSpan {
  units: readonly TextUnit[];
  estimated: boolean;
}

/** What stays of a chunk, as segments with times: the provider's own where it gave any. */
export function segmentReading(reading: JoinedReading, language: string | null): TimedUnits[] {
  const { from, to, region } = reading;
  if (from >= to) return [];
  const { ranges, spans, estimated } = nativeSegments(reading) ?? sentences(reading, language);
  const ordered = orderSpans(spans, region);
  return ranges.map((range, index) => ({
    startSeconds: ordered[index]?.startSeconds ?? region.startSeconds,
    endSeconds: ordered[index]?.endSeconds ?? region.endSeconds,
    units: reading.units.slice(range.from, range.to),
    estimated,
  }));
}

/** Some servers give one segment for all that they heard. Sentences by the pauses say more than that. */
const coarseSeconds = 60;

interface UnitRange {
  from: number;
  to: number;
}

interface Segmentation {
  ranges: UnitRange[];
  spans: TimeSpan[];
  estimated: boolean;
}

function nativeSegments(reading: JoinedReading): Segmentation | null {
  const { segments, from, to, region } = reading;
  if (segments === null) return null;
  const ranges: UnitRange[] = [];
  const spans: TimeSpan[] = [];
  let start = from;
  for (let index = from + 1; index <= to; index += 1) {
    const segment = segments.ofUnit[start] ?? 0;
    if (index < to && segments.ofUnit[index] === segment) continue;
    const range = { from: start, to: index };
    const span = segments.spans[segment];
    if (span !== undefined) {
      ranges.push(range);
      spans.push(trimSpan(span, wholeRange(segments.ofUnit, segment), range, reading));
    }
    start = index;
  }
  const isCoarse = region.endSeconds - region.startSeconds > coarseSeconds * ranges.length;
  return isCoarse ? null : { ranges, spans, estimated: false };
}

function wholeRange(ofUnit: readonly number[], segment: number): UnitRange {
  return { from: ofUnit.indexOf(segment), to: ofUnit.lastIndexOf(segment) + 1 };
}

/** The span of a segment of which a seam has taken a part: by its words' times, or by its letters. */
function trimSpan(
  span: TimeSpan,
  whole: UnitRange,
  kept: UnitRange,
  { units, times }: JoinedReading,
): TimeSpan {
  const lettersBefore = (stop: number): number =>
    units.slice(whole.from, stop).reduce((sum, unit) => sum + countSpokenLetters(unit.text), 0);
  const total = Math.max(1, lettersBefore(whole.to));
  const timeAt = (unit: number): number =>
    span.startSeconds + (lettersBefore(unit) / total) * (span.endSeconds - span.startSeconds);
  return {
    startSeconds:
      kept.from === whole.from
        ? span.startSeconds
        : (times?.[kept.from]?.startSeconds ?? timeAt(kept.from)),
    endSeconds:
      kept.to === whole.to
        ? span.endSeconds
        : (times?.[kept.to - 1]?.endSeconds ?? timeAt(kept.to)),
  };
}

function sentences(reading: JoinedReading, language: string | null): Segmentation {
  const { units, times, from, to, region, chunk } = reading;
  const kept = units.slice(from, to);
  const ranges: UnitRange[] = [];
  for (const end of groupEnds(kept, language)) {
    ranges.push({ from: ranges.at(-1)?.to ?? from, to: from + end });
  }
  if (times !== null) {
    const spans = ranges.map((range) => ({
      startSeconds: times[range.from]?.startSeconds ?? region.startSeconds,
      endSeconds: times[range.to - 1]?.endSeconds ?? region.endSeconds,
    }));
    return { ranges, spans, estimated: false };
  }
  const lengths = ranges.map((range) =>
    units.slice(range.from, range.to).reduce((sum, unit) => sum + countSpokenLetters(unit.text), 0),
  );
  return { ranges, spans: alignSentences(lengths, chunk.speech, region), estimated: true };
}
