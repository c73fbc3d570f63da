import { extendSessions, type ExtendedSessions, type Stretch } from './extend-sessions.ts';
import { mergeStates, stateOf, type ProgressState } from './merge-writes.ts';
import type { ProgressWrite } from './progress-write.ts';

/** What is known of one user's listening to one audiobook. */
export interface Listening {
  /** null: not begun. */
  state: ProgressState | null;
  /** Device clock of the first write, milliseconds since 1970. */
  startedAt: number | null;
  /** Those within half an hour of the writes that are to be taken. */
  sessions: readonly Stretch[];
}

export interface TakenWrites {
  state: ProgressState;
  startedAt: number;
  history: ExtendedSessions;
}

/** @param usualSpeed at which the user listens where no speed is known for the audiobook */
export function takeWrites(
  { state: known, startedAt, sessions }: Listening,
  writes: readonly ProgressWrite[],
  usualSpeed: number,
): TakenWrites {
  const states = writes.map(stateOf);
  const state = (known ? [known, ...states] : states).reduce(mergeStates);
  const speed = state.playbackSpeed?.value ?? usualSpeed;
  const points = writes.map(({ at, positionSeconds, playbackSpeed = speed }) => ({
    at,
    positionSeconds,
    playbackSpeed,
  }));
  const clocks = writes.map((write) => write.at);
  return {
    state,
    startedAt: Math.min(startedAt ?? Number.POSITIVE_INFINITY, ...clocks),
    history: extendSessions(sessions, points),
  };
}
