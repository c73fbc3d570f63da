/** A stretch of the programme, in seconds from its beginning; `end` is exclusive. */
export interface TimeSpan {
  startSeconds: number;
  endSeconds: number;
}

/** What one streaming pass over the decoded audio tells. */
export interface AudioAnalysis {
  durationSeconds: number;
  /** Stretches of at least `minSilenceSeconds` below the level threshold, in order, not overlapping. */
  silences: TimeSpan[];
  /** The level under which a frame counts as silent, in dBFS, relative to this programme's own level. */
  thresholdDb: number;
  /** Loudness by frame, for finding the quietest place where there is no silence. */
  envelope: LoudnessEnvelope;
}

/** Root-mean-square level of consecutive frames. */
export interface LoudnessEnvelope {
  /** Exact length of what was measured: samples divided by the sample rate. */
  durationSeconds: number;
  frameSeconds: number;
  /** dBFS of each frame, rounded to whole decibels; digital silence is −127. The last may be a part of a frame. */
  levelsDb: Int8Array;
}
