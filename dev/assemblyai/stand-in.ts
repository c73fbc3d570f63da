import type { StandIn } from '../ai/stand-in.ts';
import type { JobBook } from './job-book.ts';

/** Audio that was sent, until the stand-in closes. */
export interface Upload {
  /** Whose it is: nobody else can have it transcribed. */
  apiKey: string;
  url: string;
  path: string;
  sha256: string;
  sizeBytes: number;
}

/** What the handlers of one stand-in share. */
export interface AssemblyAiStandIn extends StandIn {
  uploads: Map<string, Upload>;
  jobs: JobBook;
}
