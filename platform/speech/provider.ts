/**
 * Where a provider that works in jobs notes the one under way: another try of the same question, after a lost worker or
 * a reset, too, finds the note and goes on with that job instead of paying for a second one. What is noted is the
 * provider's own affair, as long as it is JSON.
 */
export interface JobNote {
  /** null where nothing is noted. */
  read(): Promise<unknown>;
  /** Kept when it returns. null takes the note away. */
  write(note: unknown): Promise<void>;
}

/** What a speech-to-text provider is asked, whichever it is. */
export interface SpeechRequest {
  /** A local audio file, within the model's limits. */
  path: string;
  model: string;
  durationSeconds: number;
  /** ISO 639-1, or null to let the provider tell. */
  language: string | null;
  /** Title, author, names: context for spelling, never instructions. */
  prompt: string;
  /** For providers that answer at once there is nothing to note. */
  jobNote: JobNote;
}

interface TimedText {
  /** Seconds from the beginning of the file. */
  startSeconds: number;
  endSeconds: number;
  text: string;
}

interface HeardWord extends TimedText {
  /** How sure the provider is, from 0 to 1; absent where it does not say. */
  confidence?: number;
}

/** As providers meter: by tokens, or by audio seconds. */
export type SpeechUsage =
  | { kind: 'tokens'; inputTokens: number; outputTokens: number }
  | { kind: 'duration'; seconds: number };

export interface SpeechResult {
  text: string;
  language: string | null;
  /** Absent where the provider gives no times. */
  segments?: TimedText[];
  words?: HeardWord[];
  /** The model that answered, where it was another than the one asked for. */
  model?: string;
  /** null where the provider does not say. */
  usage: SpeechUsage | null;
}

/**
 * One file a provider. Errors are LectorFailures with an `ai_…` code; nothing is retried in here, because Temporal
 * retries, visibly and with the provider's own Retry-After.
 */
export interface SpeechProvider {
  readonly name: string;
  transcribe(request: SpeechRequest, signal: AbortSignal): Promise<SpeechResult>;
}
