import { countSpokenLetters } from './letters.ts';
import { sentenceEnds } from './split-sentences.ts';
import type { TextUnit } from './text-units.ts';

/** About fifteen seconds of narration: as long as a segment may get before its times say too little. */
const longestLetters = 200;
const clauseEnd = /[,;:—–、，；：،؛]["'”’»)\]」』）]*$/u;
/** A long sentence is divided in its middle part, so that no crumbs are left over. */
const outerShare = 0.3;

/** Indices just after the last unit of each sentence, or of each part of a sentence that is too long for one. */
export function groupEnds(units: readonly TextUnit[], language: string | null): number[] {
  const letters = units.map((unit) => countSpokenLetters(unit.text));
  const passed = [0];
  for (const count of letters) passed.push((passed.at(-1) ?? 0) + count);

  const ends: number[] = [];
  function divide(start: number, end: number): void {
    const cut = divisionOf(units, passed, start, end);
    if (cut === null) {
      ends.push(end);
    } else {
      divide(start, cut);
      divide(cut, end);
    }
  }
  let start = 0;
  for (const end of sentenceEnds(units, language)) {
    divide(start, end);
    start = end;
  }
  return ends;
}

/** The comma nearest to the middle of a long sentence, or just the middle; null where it is short enough. */
function divisionOf(
  units: readonly TextUnit[],
  passed: readonly number[],
  start: number,
  end: number,
): number | null {
  const first = passed[start] ?? 0;
  const total = (passed[end] ?? 0) - first;
  if (total <= longestLetters || end - start < 2) return null;
  let best = start + 1;
  let leastCost = Infinity;
  for (let cut = start + 1; cut < end; cut += 1) {
    const share = ((passed[cut] ?? 0) - first) / total;
    const isInner = share >= outerShare && share <= 1 - outerShare;
    const isClause = clauseEnd.test(units[cut - 1]?.text ?? '');
    const cost = Math.abs(share - 0.5) + (isInner && isClause ? 0 : 1);
    if (cost < leastCost) {
      leastCost = cost;
      best = cut;
    }
  }
  return best;
}
