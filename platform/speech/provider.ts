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
}

interface TimedText {
  /** Seconds from the beginning of the file. */
  startSeconds: number;
  endSeconds: number;
  text: string;
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
  words?: TimedText[];
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
