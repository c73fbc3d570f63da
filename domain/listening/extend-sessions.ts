/** One stretch of listening to one audiobook. Times are device clocks in milliseconds since 1970. */
export interface Stretch {
  /** null: not stored yet. */
  id: string | null;
  startedAt: number;
  endedAt: number;
  startPositionSeconds: number;
  endPositionSeconds: number;
  listenedSeconds: number;
}

/** Somebody was there in the recording, then. */
export interface ListeningPoint {
  at: number;
  positionSeconds: number;
  /** At which the recording was played until then. */
  playbackSpeed: number;
}

export interface ExtendedSessions {
  /** New ones, and those that have grown. */
  changed: Stretch[];
  /** Seconds that came in, by the UTC day (`2026-11-21`) on which they were listened to. */
  listenedByDay: Map<string, number>;
}

/** Nothing for so long ends a session. */
export const sessionGapMs = 30 * 60_000;

/**
 * Adds what was listened to. A point goes on from the session before it, if that is not half an hour ago, and else
 * begins a new one. What was listened to in between is how far the position has come, divided by the speed, and never
 * more than the time that has passed; nothing for a jump back. A point from within a session is known already, and
 * adds nothing: the same moment never counts twice. So the sessions of an audiobook never overlap, and none has more
 * seconds listened to than it lasts, whatever came in whatever order.
 *
 * @param sessions of one user and audiobook, all that are within half an hour of any of the points
 */
export function extendSessions(
  sessions: readonly Stretch[],
  points: readonly ListeningPoint[],
): ExtendedSessions {
  const known = sessions
    .map((session) => ({ ...session }))
    .sort((a, b) => a.startedAt - b.startedAt);
  const changed = new Set<Stretch>();
  const listenedByDay = new Map<string, number>();
  const inOrder = [...points].sort(
    (a, b) =>
      a.at - b.at || b.positionSeconds - a.positionSeconds || b.playbackSpeed - a.playbackSpeed,
  );
  for (const point of inOrder) {
    const nextIndex = known.findIndex((session) => session.startedAt > point.at);
    const index = nextIndex === -1 ? known.length : nextIndex;
    const [before, after] = [known[index - 1], known[index]];
    if (before && point.at <= before.endedAt) continue;
    const { session, listened } =
      goOn(before, point) ?? comeBefore(after, point) ?? begin(known, index, point);
    changed.add(session);
    session.listenedSeconds += listened;
    const day = new Date(point.at).toISOString().slice(0, 10);
    if (listened > 0) listenedByDay.set(day, (listenedByDay.get(day) ?? 0) + listened);
  }
  return { changed: [...changed], listenedByDay };
}

interface Addition {
  session: Stretch;
  listened: number;
}

function goOn(session: Stretch | undefined, point: ListeningPoint): Addition | null {
  if (!session || point.at - session.endedAt > sessionGapMs) return null;
  const passedSeconds = (point.at - session.endedAt) / 1000;
  const advance = (point.positionSeconds - session.endPositionSeconds) / point.playbackSpeed;
  session.endedAt = point.at;
  session.endPositionSeconds = point.positionSeconds;
  return { session, listened: Math.min(Math.max(0, advance), passedSeconds) };
}

/**
 * A write that was overtaken by a later one belongs before it, if the recording played on from there for most of the
 * time; or else it is of another device, whose further writes are about to come.
 */
function comeBefore(session: Stretch | undefined, point: ListeningPoint): Addition | null {
  if (!session || session.startedAt - point.at > sessionGapMs) return null;
  const passedSeconds = (session.startedAt - point.at) / 1000;
  const advance = (session.startPositionSeconds - point.positionSeconds) / point.playbackSpeed;
  if (advance < passedSeconds / 2) return null;
  session.startedAt = point.at;
  session.startPositionSeconds = point.positionSeconds;
  return { session, listened: Math.min(advance, passedSeconds) };
}

function begin(known: Stretch[], index: number, { at, positionSeconds }: ListeningPoint): Addition {
  const session: Stretch = {
    id: null,
    startedAt: at,
    endedAt: at,
    startPositionSeconds: positionSeconds,
    endPositionSeconds: positionSeconds,
    listenedSeconds: 0,
  };
  known.splice(index, 0, session);
  return { session, listened: 0 };
}
