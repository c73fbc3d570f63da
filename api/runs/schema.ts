import { z } from 'zod';

/** What the report of a run says whatever the run does, beside where it stands. */
export function runFields<const Statuses extends readonly string[]>(statuses: Statuses) {
  return {
    attempts: z.int().meta({ description: 'Runs so far: one, and one more with every replay' }),
    error: z
      .object({ code: z.string(), title: z.string(), detail: z.string(), remedy: z.string() })
      .nullable(),
    cost: z.object({
      micros: z.int().meta({ description: 'Millionths of the currency, paid to AI providers' }),
      wasted_micros: z.int().meta({ description: 'The part that bought answers not good enough' }),
      currency: z.literal('USD'),
    }),
    workflow_id: z.string(),
    workflow_url: z.string().nullable().meta({ description: 'The run in the Temporal UI' }),
    timeline: z.array(
      z.object({
        status: z.enum(statuses),
        detail: z.string().nullable(),
        at: z.iso.datetime(),
      }),
    ),
  };
}

export const runReplaySchema = z.object({
  workflow_id: z.string(),
  run_id: z.string(),
  step: z.string(),
});
