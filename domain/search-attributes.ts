/**
 * The search attributes that Lector's workflows set, with the type that Temporal indexes them by.
 * `npm run ops -- search-attributes` registers them; the embedded server gets them as flags.
 * Source: https://docs.temporal.io/search-attribute#custom-search-attribute
 */
export const searchAttributes = {
  AudiobookId: 'Keyword',
  OrderId: 'Keyword',
  UserId: 'Keyword',
  TranscriptId: 'Keyword',
  Stage: 'Keyword',
  FailureCode: 'Keyword',
  AudioMinutes: 'Int',
  CostMicros: 'Int',
} as const;

export type SearchAttributeName = keyof typeof searchAttributes;

/** Those that are known when a workflow starts: whom and what it works for. */
export type StartAttributes = Partial<
  Record<'AudiobookId' | 'OrderId' | 'UserId' | 'TranscriptId', string>
>;
