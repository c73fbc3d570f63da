import { z } from 'zod';
import { uploadStates } from '../../db/entities/upload.ts';
import { ingestionStatuses } from '../../domain/contracts/ingest-audiobook.ts';
import { maxParts } from '../../domain/upload-parts.ts';
import { partsSchema } from '../http/present-parts.ts';

const maxAudioBytes = 20 * 2 ** 30;

export const draftParams = z.object({ id: z.uuid() });
export const uploadParams = z.object({ id: z.uuid(), upload_id: z.uuid() });

export const newUploadBody = z
  .strictObject({
    file_name: z.string().trim().min(1).max(255),
    size: z.int().min(1).max(maxAudioBytes).meta({ description: 'In bytes; all of it must come' }),
    content_type: z
      .string()
      .regex(/^[\w.+-]+\/[\w.+-]+$/)
      .max(255),
    parts: z.int().min(1).max(maxParts).optional().meta({
      description: 'How many parts; each but the last needs 5 MiB at least. Left to us without it',
    }),
  })
  .meta({ id: 'NewUpload' });

export const uploadSchema = z
  .object({
    id: z.uuid(),
    audiobook_id: z.uuid(),
    state: z.enum(uploadStates),
    file_name: z.string(),
    size_bytes: z.int(),
    part_size_bytes: z.int().meta({ description: 'Of every part but the last' }),
    expires_at: z.iso.datetime().nullable().meta({
      description: 'Of the addresses; ask again for fresh ones',
    }),
    parts: partsSchema,
  })
  .meta({ id: 'Upload' });

export const completeBody = z
  .strictObject({
    parts: z
      .array(
        z.strictObject({
          number: z.int().min(1).max(maxParts),
          etag: z
            .string()
            .max(200)
            .transform((etag) => etag.replaceAll('"', ''))
            .meta({
              description: "As the part's PUT answered; mostly the MD5 of its bytes, in hex",
            }),
        }),
      )
      .min(1)
      .max(maxParts),
  })
  .meta({ id: 'CompleteUpload' });

export const recordingAcceptedSchema = z
  .object({
    id: z.uuid().meta({ description: 'Of the audiobook' }),
    status: z.enum(ingestionStatuses),
    workflow_id: z.string().meta({ description: 'Opens the run in the Temporal UI' }),
  })
  .meta({ id: 'RecordingAccepted' });
