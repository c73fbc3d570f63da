import type { Lifeline } from './process/lifeline.ts';

/** What every part is started with. */
export interface PartContext {
  /** `<dataDirectory>/<part>` is the part's own. */
  dataDirectory: string;
  /** `<logDirectory>/<part>.log` is appended to. */
  logDirectory: string;
  /** `<runDirectory>/<part>.pid` holds the number of its process. */
  runDirectory: string;
  lifeline: Lifeline;
  environment: NodeJS.ProcessEnv;
  /** Takes a line of progress for the person at the terminal. */
  report: (line: string) => void;
  /** Aborted when the stack is to stop before it has started. */
  signal: AbortSignal;
}

/** A part that has been started, is ready, and is started again when it dies. */
export interface RunningPart extends AsyncDisposable {
  readonly name: string;
  /** Undefined between a death and the restart. */
  readonly pid: number | undefined;
  /** Asks it to stop, kills it after a while, and waits for its end. */
  stop: () => Promise<void>;
}
