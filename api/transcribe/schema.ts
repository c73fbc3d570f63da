import { z } from 'zod';
import { transcriptStatuses } from '../../domain/contracts/transcribe-upload.ts';
import { transcriptFormats, type TranscriptFormat } from '../../domain/storage-keys.ts';
import { webhookEvents } from '../../domain/webhook.ts';
import { pageQuery, pageSchema } from '../http/pagination.ts';
import { languageCodeSchema } from './language-code.ts';

export const transcriptParams = z.object({ id: z.uuid() });

const formats = Object.keys(transcriptFormats) as [TranscriptFormat, ...TranscriptFormat[]];
export const transcriptFileParams = z.object({ id: z.uuid(), format: z.enum(formats) });

export const transcriptUploadFieldsSchema = z
  .strictObject({
    language_code: languageCodeSchema.optional(),
    auto_detect: z
      .stringbool()
      .default(true)
      .meta({ override: { type: 'boolean', default: true } }),
    webhook_url: z.string().trim().max(2048).optional().meta({
      description:
        'Told once the transcript is complete or has failed; https, see docs/webhooks.md',
    }),
    webhook_secret: z.string().min(16).max(256).optional().meta({
      description: 'Signs what is sent there; made for you where you give none',
    }),
  })
  .meta({ id: 'TranscriptUploadFields' });

export const transcriptUploadFormSchema = transcriptUploadFieldsSchema
  .extend({
    file: z.string().meta({
      override: { type: 'string', format: 'binary' },
      description: 'MP3, WAV, M4A, AAC, OGG or FLAC, up to 5 MiB',
    }),
  })
  .meta({ id: 'TranscriptUploadForm' });

export const transcriptAcceptedSchema = z
  .object({
    message: z.string(),
    transcript_id: z.uuid(),
    status: z.literal('queued'),
    workflow_id: z.string().meta({ description: 'Opens the run in the Temporal UI' }),
    webhook_secret: z.string().optional().meta({
      description: 'With `webhook_url`: verifies what it is sent. Shown here only',
    }),
  })
  .meta({ id: 'TranscriptAccepted' });

const transcriptSchema = z
  .object({
    id: z.uuid(),
    status: z.enum(transcriptStatuses),
    text: z.string().nullable(),
    audio_url: z.url().nullable().meta({ description: 'Null once the audio has been removed' }),
    language_code: z.string().nullable().meta({ description: 'As given, in the end as heard' }),
    created_at: z.iso.datetime(),
    completed_at: z.iso.datetime().nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: 'ServiceTranscript' });

export type TranscriptBody = z.input<typeof transcriptSchema>;

export const transcriptDetailSchema = transcriptSchema
  .extend({
    webhook: z
      .object({
        event: z.enum(webhookEvents),
        attempts: z.int(),
        status_code: z.int().nullable(),
        error: z.string().nullable(),
        delivered_at: z.iso.datetime().nullable(),
      })
      .optional()
      .meta({ description: 'What came of telling the webhook, once there was something to tell' }),
  })
  .meta({ id: 'ServiceTranscriptDetail' });

export const transcriptListQuery = z.strictObject({
  ...pageQuery,
  page_size: z.coerce.number().int().min(1).max(100).default(10),
  view: z.enum(['grouped', 'flat']).default('grouped'),
});

const group = z.array(transcriptSchema);
const counted = z.int().meta({ description: 'In this answer' });

export const groupedTranscriptsSchema = z
  .object({
    count: z.int().meta({ description: 'Over all pages' }),
    next: z.url().nullable(),
    previous: z.url().nullable(),
    current_page: z.int(),
    total_pages: z.int(),
    total_count: counted,
    status_counts: z.object({
      queued: counted,
      processing: counted,
      completed: counted,
      error: counted,
    }),
    transcriptions: z.object({ queued: group, processing: group, completed: group, error: group }),
  })
  .meta({ id: 'GroupedTranscripts' });

export const flatTranscriptsSchema = z
  .object({
    count: z.int().meta({ description: 'Over all pages' }),
    next: z.url().nullable(),
    previous: z.url().nullable(),
    results: z.array(transcriptSchema),
  })
  .meta({ id: 'FlatTranscripts' });

export const transcriptSearchQuery = z.strictObject({
  ...pageQuery,
  q: z.string().trim().min(1).max(200).meta({
    description: 'Words; "quoted phrases", or, -not',
  }),
});

export const transcriptSearchSchema = pageSchema(
  z.object({
    transcript_id: z.uuid(),
    start_seconds: z.number(),
    end_seconds: z.number(),
    text: z.string(),
    highlights: z
      .array(z.object({ start: z.int(), end: z.int() }))
      .meta({ description: 'Where in `text` the words stand, in UTF-16 code units' }),
  }),
  'TranscriptSearchPage',
);
