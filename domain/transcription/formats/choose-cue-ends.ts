import { type CueLayout, longestCueMs } from './cue-layout.ts';
import type { CueUnit } from './cue-units.ts';

/** Nothing was said for so long: what follows belongs to another cue. */
const longestRestMs = 1000;
/** A cue shorter than this is hard to read. */
const comfortableMs = 1200;

/** What a division costs, in cues: one more cue is worth a better break, but not a cue for every comma. */
const breakInClause = 2;
const breakAfterClause = 0.5;
const joinSegments = 1.5;
const tooShort = 2;
const uneven = 0.5;
const clauseEnd = /[,;:—–、，；：،؛]["'”’»)\]」』）]*$/u;

/**
 * Indices just after the last unit of each cue, of the cheapest division by dynamic programming: few cues, that
 * end with a segment or a clause, of even size and not too short to read.
 */
export function chooseCueEnds(units: readonly CueUnit[], layout: CueLayout): number[] {
  const count = units.length;
  const breakCosts = units.map(breakCost);
  const cost = new Float64Array(count + 1).fill(Infinity);
  const cameFrom = new Int32Array(count + 1);
  cost[0] = 0;
  for (let start = 0; start < count; start += 1) {
    const fill = createFill(layout);
    let joins = 0;
    for (let end = start; end < count; end += 1) {
      const unit = units[end];
      if (unit === undefined || !fill.add(unit)) break;
      const startMs = units[start]?.startMs ?? 0;
      if (end > start && !goesOn(units[end - 1], unit, startMs)) break;
      if (end > start && units[end - 1]?.endsSegment) joins += 1;
      const total =
        (cost[start] ?? 0) +
        1 +
        joins * joinSegments +
        (breakCosts[end] ?? 0) +
        shortCost(unit.endMs - startMs) +
        uneven * (1 - fill.share()) ** 2;
      if (total < (cost[end + 1] ?? Infinity)) {
        cost[end + 1] = total;
        cameFrom[end + 1] = start;
      }
    }
  }
  const ends: number[] = [];
  for (let end = count; end > 0; end = cameFrom[end] ?? 0) ends.push(end);
  return ends.toReversed();
}

function goesOn(before: CueUnit | undefined, unit: CueUnit, startMs: number): boolean {
  return (
    unit.startMs - (before?.endMs ?? 0) <= longestRestMs && unit.endMs - startMs <= longestCueMs
  );
}

function breakCost(last: CueUnit): number {
  if (last.endsSegment) return 0;
  return clauseEnd.test(last.text) ? breakAfterClause : breakInClause;
}

function shortCost(lastsMs: number): number {
  return lastsMs < comfortableMs ? tooShort * (1 - lastsMs / comfortableMs) : 0;
}

/** Fills the two lines of a cue; a unit wider than a line has one to itself. */
function createFill({ maxWidth }: CueLayout): { add(unit: CueUnit): boolean; share(): number } {
  let lines = 1;
  let inLine = 0;
  return {
    add(unit) {
      const wanted = inLine === 0 ? unit.width : inLine + Number(unit.spaceBefore) + unit.width;
      const wraps = inLine > 0 && wanted > maxWidth;
      lines += Number(wraps);
      inLine = wraps ? unit.width : wanted;
      return lines <= 2;
    },
    share: () => ((lines - 1) * maxWidth + inLine) / (2 * maxWidth),
  };
}
