import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/**
 * A job under way at a speech provider that answers later, by the content address of the question. The row goes when
 * the answer is kept.
 */
export const SpeechJob = defineEntity({
  name: 'SpeechJob',
  tableName: 'speech_jobs',
  properties: {
    contentAddress: p.text().primary(),
    /** What the provider needs in order to find its job again. */
    note: p.json<unknown>(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
export type SpeechJob = InferEntity<typeof SpeechJob>;
