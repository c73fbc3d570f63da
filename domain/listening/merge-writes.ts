import type { ProgressWrite } from './progress-write.ts';

/** A value and the clock of the device that it is from. */
interface Stamped<Value> {
  value: Value;
  at: number;
}

/**
 * Where a user is, each part from the newest write that named it: a map of last-writer-wins registers. Merging is
 * associative, commutative and idempotent, so writes may come late, twice, or in any order.
 */
export interface ProgressState {
  position: Stamped<number>;
  playbackSpeed: Stamped<number> | null;
  isCompleted: Stamped<boolean> | null;
}

export function stateOf(write: ProgressWrite): ProgressState {
  const { positionSeconds, at, playbackSpeed, isCompleted } = write;
  return {
    position: { value: positionSeconds, at },
    playbackSpeed: playbackSpeed === undefined ? null : { value: playbackSpeed, at },
    isCompleted: isCompleted === undefined ? null : { value: isCompleted, at },
  };
}

export function mergeStates(one: ProgressState, other: ProgressState): ProgressState {
  return {
    position: newer(one.position, other.position),
    playbackSpeed: newerOf(one.playbackSpeed, other.playbackSpeed),
    isCompleted: newerOf(one.isCompleted, other.isCompleted),
  };
}

/** Of one clock the greater value wins: further, faster, completed. The upsert of the state says the same in SQL. */
function newer<Value extends number | boolean>(
  one: Stamped<Value>,
  other: Stamped<Value>,
): Stamped<Value> {
  if (one.at !== other.at) return one.at > other.at ? one : other;
  return one.value >= other.value ? one : other;
}

function newerOf<Value extends number | boolean>(
  one: Stamped<Value> | null,
  other: Stamped<Value> | null,
): Stamped<Value> | null {
  return one && other ? newer(one, other) : (one ?? other);
}
