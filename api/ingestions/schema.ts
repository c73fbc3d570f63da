import { z } from 'zod';
import { ingestionStatuses } from '../../domain/contracts/ingest-audiobook.ts';
import { runFields } from '../runs/schema.ts';

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
    ...runFields(ingestionStatuses),
  })
  .meta({ id: 'Ingestion' });

export type IngestionBody = z.infer<typeof ingestionSchema>;
