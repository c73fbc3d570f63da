/** How a format wants its captions; each has at most two lines. */
export interface CueLayout {
  /** Columns of a line. */
  maxWidth: number;
  /** What the format makes of the text; it may not add white space. */
  escape: (text: string) => string;
}

/** Long enough for two full lines, and short enough to be read only once: subtitlers' usual limit. */
export const longestCueMs = 7000;
/** A cue that is over sooner stays on, as long as the next one leaves room. */
export const shortestCueMs = 1000;
