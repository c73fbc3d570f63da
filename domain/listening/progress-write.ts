/** What a device tells of where its user is in an audiobook. Parts that it does not name stay as they are. */
export interface ProgressReport {
  positionSeconds: number;
  /** The device's clock, milliseconds since 1970. */
  at: number;
  playbackSpeed?: number | undefined;
  isCompleted?: boolean | undefined;
}

/** A report that was checked: within the recording, with a clock within bounds. */
export interface ProgressWrite extends ProgressReport {
  readonly checked: true;
}

export interface Refusal {
  /** The member of the request that breaks the rule. */
  field: 'position_seconds' | 'playback_speed' | 'client_updated_at';
  message: string;
}

/** Clocks run apart: one that is further ahead counts as now. */
const maxClockAheadMs = 120_000;
/** A device that has lost its clock starts again somewhere before this. */
const earliestClockMs = Date.UTC(2000, 0, 1);
/** Recordings are a little longer to some players than to others. */
const endToleranceSeconds = 1;
const playbackSpeeds = { min: 0.25, max: 4 };

/** Past this much of the last part nobody listens: closing words, a jingle. */
const closingSeconds = 15;
const closingPart = 0.01;

/** @param nowMs the server's clock */
export function checkReport(
  report: ProgressReport,
  durationSeconds: number,
  nowMs: number,
): ProgressWrite | Refusal {
  const { positionSeconds, at, playbackSpeed, isCompleted } = report;
  if (!(positionSeconds >= 0)) {
    return { field: 'position_seconds', message: 'must not be before the beginning' };
  }
  if (positionSeconds > durationSeconds + endToleranceSeconds) {
    const message = `must not be beyond the end, at ${durationSeconds} s`;
    return { field: 'position_seconds', message };
  }
  if (!(at >= earliestClockMs)) {
    return { field: 'client_updated_at', message: 'must not be before the year 2000' };
  }
  const { min, max } = playbackSpeeds;
  if (playbackSpeed !== undefined && !(playbackSpeed >= min && playbackSpeed <= max)) {
    return { field: 'playback_speed', message: `must be from ${min} to ${max}` };
  }
  const position = Math.min(positionSeconds, durationSeconds);
  const said = isCompleted ?? (isAtEnd(position, durationSeconds) ? true : undefined);
  return {
    checked: true,
    positionSeconds: position,
    at: boundClock(at, nowMs),
    ...(playbackSpeed === undefined ? {} : { playbackSpeed }),
    ...(said === undefined ? {} : { isCompleted: said }),
  };
}

/** The clock that a report counts with, as long as it is not refused. */
export function boundClock(at: number, nowMs: number): number {
  return at > nowMs + maxClockAheadMs ? nowMs : at;
}

/** Within the last 15 seconds, or the last hundredth of something short. */
function isAtEnd(positionSeconds: number, durationSeconds: number): boolean {
  return (
    positionSeconds >= durationSeconds - Math.min(closingSeconds, durationSeconds * closingPart)
  );
}
