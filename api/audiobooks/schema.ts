import { z } from 'zod';
import { visibilities } from '../../db/entities/audiobook.ts';
import { audiobookStatuses } from '../../domain/audiobook-status.ts';
import { ingestionStatuses } from '../../domain/contracts/ingest-audiobook.ts';
import { moneySchema } from '../../domain/money.ts';
import { pageQuery, pageSchema } from '../http/pagination.ts';

export const audiobookParams = z.object({ id: z.uuid() });

const namedSchema = z.object({ id: z.uuid(), name: z.string() }).meta({ id: 'Named' });

export const audiobookSchema = z
  .object({
    id: z.uuid(),
    title: z.string(),
    description: z.string(),
    summary: z.string().nullable().meta({ description: 'One paragraph by the language model' }),
    summary_degraded: z.boolean().meta({
      description:
        'True where the summary was extracted from the text, for want of a usable answer',
    }),
    authors: z.array(namedSchema),
    narrators: z.array(namedSchema),
    genres: z.array(namedSchema),
    tags: z.array(z.string()),
    series: z
      .object({ id: z.uuid(), name: z.string(), position: z.number().nullable() })
      .nullable(),
    language: z.string().nullable(),
    publisher: z.string().nullable(),
    isbn: z.string().nullable(),
    release_date: z.iso.date().nullable(),
    price: moneySchema,
    duration_seconds: z.number().nullable(),
    word_count: z.int().nullable(),
    cover_url: z.url().nullable(),
    visibility: z.enum(visibilities),
    status: z.enum(audiobookStatuses),
    published_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Audiobook' });

export const audiobookPageSchema = pageSchema(audiobookSchema, 'AudiobookPage');

const duration = z.coerce.number().min(0).optional();

export const listQuery = z.strictObject({
  ...pageQuery,
  genre: z.string().max(255).optional().meta({ description: 'Name or id' }),
  author: z.string().max(255).optional().meta({ description: 'Name or id' }),
  narrator: z.string().max(255).optional().meta({ description: 'Name or id' }),
  series: z.string().max(255).optional().meta({ description: 'Name or id' }),
  tag: z.string().max(255).optional(),
  language: z.string().max(50).optional(),
  min_duration: duration.meta({ description: 'Seconds' }),
  max_duration: duration.meta({ description: 'Seconds' }),
  released_after: z.iso.date().optional(),
  released_before: z.iso.date().optional(),
  sort: z.enum(['newest', 'title', 'duration', 'price']).default('newest'),
});

const names = z.array(z.string().trim().min(1).max(255)).max(50).default([]);
const text = (maxLength: number) => z.string().trim().min(1).max(maxLength).optional();

/** The text fields of an upload: every value arrives as text, and a list as a repeated field. */
export const uploadFieldsSchema = z
  .strictObject({
    title: z.string().trim().min(1).max(500),
    description: z.string().trim().max(20_000).default(''),
    authors: names,
    narrators: names,
    genres: names,
    language: z
      .string()
      .trim()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag such as en or pt-BR')
      .optional(),
    publisher: text(255),
    isbn: z
      .string()
      .transform((digits) => digits.replaceAll(/[\s-]/g, ''))
      .pipe(z.string().regex(/^(\d{9}[\dX]|\d{13})$/, '10 or 13 digits'))
      .optional(),
    release_date: z.iso.date().optional(),
    series: text(255),
    series_position: z.coerce.number().min(0).max(10_000).optional(),
    price: z.coerce.number().int().min(0).max(1_000_000_00).default(0).meta({
      description: 'In minor units',
    }),
    currency: moneySchema.shape.currency.default('USD'),
  })
  .meta({ id: 'UploadFields' });

const fileSchema = z.string().meta({ override: { type: 'string', format: 'binary' } });

export const uploadFormSchema = uploadFieldsSchema
  .extend({
    file: fileSchema.meta({ description: 'MP3, M4A, M4B, AAC, FLAC, OGG or WAV' }),
    cover: fileSchema.optional().meta({ description: 'JPEG, PNG or WebP, up to 10 MiB' }),
  })
  .meta({ id: 'UploadForm' });

export const uploadAcceptedSchema = z
  .object({
    id: z.uuid(),
    status: z.enum(ingestionStatuses),
    workflow_id: z.string().meta({ description: 'Opens the run in the Temporal UI' }),
  })
  .meta({ id: 'UploadAccepted' });

export const chapterListSchema = z
  .object({
    chapters: z.array(
      z.object({
        number: z.int(),
        title: z.string(),
        start_seconds: z.number(),
        end_seconds: z.number(),
      }),
    ),
  })
  .meta({ id: 'ChapterList' });
