import { z } from 'zod';
import { extractionStatuses } from '../../domain/contracts/extract-prompts.ts';

export const taskAcceptedSchema = z
  .object({
    id: z.uuid(),
    status: z.enum(extractionStatuses),
    workflow_id: z.string().meta({ description: 'Opens the run in the Temporal UI' }),
  })
  .meta({ id: 'TaskAccepted' });

export const extractionSchema = z
  .object({
    task_id: z.uuid(),
    status: z.enum(extractionStatuses),
    step: z.string().meta({ description: 'What is going on, for people' }),
    progress: z.object({
      chunks_total: z.int().nullable().meta({ description: 'Null until the recording is planned' }),
      chunks_done: z.int(),
      sections_total: z.int().nullable().meta({ description: 'Null until it is transcribed' }),
      sections_done: z.int(),
      percent: z.int().min(0).max(100),
    }),
    prompts: z.object({
      proposed: z.int().nullable().meta({ description: 'Null until they are' }),
      left_out: z.int().nullable().meta({ description: 'Found beyond what a task may hold' }),
      dropped: z.int().meta({
        description:
          'Not taken over, as the words they were said to come from are not in the transcript',
      }),
    }),
    degraded: z.boolean().meta({
      description:
        'True where some section had no usable answer of the language model: its sentences were taken instead',
    }),
    sections_degraded: z.int(),
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
        status: z.enum(extractionStatuses),
        detail: z.string().nullable(),
        at: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'Extraction' });

export type ExtractionBody = z.infer<typeof extractionSchema>;
