/** What the ledger keeps of a call besides how it ended. */
export interface CallFacts {
  model: string | null;
  audioSha256: string | null;
  audioBytes: number | null;
  audioSeconds: number | null;
  words: number | null;
  damagedWords: number | null;
  promptTokens: number | null;
  completionTokens: number | null;
}

export const noFacts: CallFacts = {
  model: null,
  audioSha256: null,
  audioBytes: null,
  audioSeconds: null,
  words: null,
  damagedWords: null,
  promptTokens: null,
  completionTokens: null,
};

/** Faults that spoil what a model says, rather than how it arrives. */
export type ContentFault =
  | { kind: 'empty_text' }
  | { kind: 'truncate_text'; keep: number }
  | { kind: 'refusal' }
  | { kind: 'wrong_tag_count'; count: number };

/** An answer that is ready to be sent. */
export interface Answer {
  status: number;
  contentType: string;
  body: string;
}

/** A call whose request has been read, before it is answered. */
export interface ReceivedCall {
  /** Filled in as the call goes on. */
  facts: CallFacts;
  /** The words in question: heard, or asked about. Empty where there are none. */
  text(): Promise<string>;
  /**
   * Does the work.
   *
   * @throws OpenAiError for a request that OpenAI would turn down
   */
  answer(fault: ContentFault | null): Promise<Answer>;
  /** Gives back what the request holds, such as its upload. */
  release(): Promise<void>;
}

export function jsonAnswer(value: unknown, status = 200): Answer {
  return { status, contentType: 'application/json', body: JSON.stringify(value) };
}
