import { z } from 'zod';
import { extractionStatuses } from '../../domain/contracts/extract-prompts.ts';
import { runFields } from '../runs/schema.ts';

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
    ...runFields(extractionStatuses),
  })
  .meta({ id: 'Extraction' });

export type ExtractionBody = z.infer<typeof extractionSchema>;
