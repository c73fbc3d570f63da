import { joinUnits } from '../text/text-units.ts';
import type { CueUnit } from './cue-units.ts';

/** The lines of one cue: one, or two that are as even as they can be, so that neither is wider than it must. */
export function wrapLines(units: readonly CueUnit[], maxWidth: number): string[] {
  const total = widthOf(units);
  if (total <= maxWidth) return [joinUnits(units)];
  let best = 0;
  let leastDifference = Infinity;
  let first = 0;
  for (let end = 1; end < units.length; end += 1) {
    first += (units[end - 1]?.width ?? 0) + Number(end > 1 && units[end - 1]?.spaceBefore === true);
    const second = total - first - Number(units[end]?.spaceBefore === true);
    if (Math.abs(first - second) < leastDifference) {
      leastDifference = Math.abs(first - second);
      best = end;
    }
  }
  if (best === 0) return [joinUnits(units)];
  return [joinUnits(units.slice(0, best)), joinUnits(units.slice(best))];
}

function widthOf(units: readonly CueUnit[]): number {
  return units.reduce(
    (width, unit, index) => width + unit.width + Number(index > 0 && unit.spaceBefore),
    0,
  );
}
