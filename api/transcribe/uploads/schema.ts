import { z } from 'zod';
import { maxParts } from '../../../domain/upload-parts.ts';
import { partsSchema } from '../../http/present-parts.ts';
import { languageCodeSchema } from '../language-code.ts';
import { transcriptUploadFieldsSchema } from '../schema.ts';

export const transcriptUploadParams = z.object({ upload_id: z.uuid() });

export const newTranscriptUploadBody = z
  .strictObject({
    file_name: z.string().trim().min(1).max(255),
    size: z.int().min(1).meta({ description: 'In bytes; all of it must come' }),
    content_type: z
      .string()
      .regex(/^[\w.+-]+\/[\w.+-]+$/)
      .max(255),
    parts: z.int().min(1).max(maxParts).optional().meta({
      description: 'How many parts; each but the last needs 5 MiB at least. Left to us without it',
    }),
    language_code: languageCodeSchema.optional(),
    auto_detect: z.boolean().default(true),
    webhook_url: transcriptUploadFieldsSchema.shape.webhook_url,
    webhook_secret: transcriptUploadFieldsSchema.shape.webhook_secret,
  })
  .meta({ id: 'NewTranscriptUpload' });

export const transcriptUploadSchema = z
  .object({
    id: z.uuid().meta({ description: 'Once complete, of the transcript, too' }),
    file_name: z.string(),
    size_bytes: z.int(),
    part_size_bytes: z.int().meta({ description: 'Of every part but the last' }),
    expires_at: z.iso.datetime().meta({
      description: 'Of the addresses; ask again for fresh ones',
    }),
    parts: partsSchema,
    webhook_secret: z.string().optional().meta({
      description: 'With `webhook_url`: verifies what it is sent. Shown to whoever began only',
    }),
  })
  .meta({ id: 'TranscriptUpload' });
