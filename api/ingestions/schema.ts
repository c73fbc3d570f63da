import { z } from 'zod';
import { ingestionStatuses } from '../../domain/contracts/ingest-audiobook.ts';

export const ingestionSchema = z
  .object({
    audiobook_id: z.uuid(),
    status: z.enum(ingestionStatuses),
    step: z.string().meta({ description: 'What is going on, for people' }),
    progress: z.object({
      chunks_total: z.int().nullable().meta({ description: 'Null until the recording is planned' }),
      chunks_done: z.int(),
      percent: z.int().min(0).max(100),
    }),
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
        status: z.enum(ingestionStatuses),
        detail: z.string().nullable(),
        at: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'Ingestion' });

export type IngestionBody = z.infer<typeof ingestionSchema>;
