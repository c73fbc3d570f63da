import { z } from 'zod';
import { visibilities } from '../../db/entities/audiobook.ts';
import { catalogueSorts } from '../../domain/catalogue/catalogue-sorts.ts';
import { audiobookStatuses } from '../../domain/audiobook-status.ts';
import { maxChapters } from '../../domain/chapter-list.ts';
import { coverSizes } from '../../domain/cover-size.ts';
import { ingestionStatuses } from '../../domain/contracts/ingest-audiobook.ts';
import { moneySchema } from '../../domain/money.ts';
import { bookFields } from './book-fields.ts';
import { cursorPageQuery, cursorPageSchema } from '../http/cursor-page.ts';

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
    rating_average: z.number().nullable().meta({ description: '1 to 5; null without a rating' }),
    rating_count: z.int(),
    review_count: z.int(),
    visibility: z.enum(visibilities),
    is_withdrawn: z
      .boolean()
      .meta({ description: 'No longer for sale; those who have it keep it' }),
    status: z.enum(audiobookStatuses),
    published_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Audiobook' });

export const audiobookPageSchema = cursorPageSchema(audiobookSchema, 'AudiobookPage');

/** A few of them, not paged. */
export const audiobookListSchema = z
  .object({ results: z.array(audiobookSchema) })
  .meta({ id: 'AudiobookList' });

export const fewQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

const duration = z.coerce.number().min(0).max(1e9).optional();
const named = z.string().trim().min(1).max(255).optional();

/** What narrows a list of audiobooks. */
const filterQuery = {
  genre: named.meta({ description: 'Name or id' }),
  author: named.meta({ description: 'Name or id' }),
  narrator: named.meta({ description: 'Name or id' }),
  series: named.meta({ description: 'Name or id' }),
  tag: named.meta({ description: 'Name or id' }),
  language: z.string().max(50).optional(),
  min_duration: duration.meta({ description: 'Seconds' }),
  max_duration: duration.meta({ description: 'Seconds' }),
  released_after: z.iso.date().optional(),
  released_before: z.iso.date().optional(),
  min_rating: z.coerce.number().min(0).max(5).optional(),
};

export const listQuery = z.strictObject({
  ...cursorPageQuery,
  ...filterQuery,
  sort: z
    .enum(catalogueSorts)
    .default('newest')
    .meta({
      description:
        'Newest, most played and best rated first; titles from A to Z; shortest and cheapest first. The order of ' +
        'played and rated ones may be half a minute old.',
    }),
});

const searchedText = z.string().trim().min(2).max(200).meta({
  description: 'Words in any order; "quoted" ones stand together; the last may be a beginning',
});

export const searchQuery = z.strictObject({ ...cursorPageQuery, ...filterQuery, q: searchedText });

const foundAudiobookSchema = audiobookSchema
  .extend({
    highlights: z
      .object({
        title: z.string(),
        people: z.string(),
        shelves: z.string(),
        description: z.string(),
      })
      .partial()
      .meta({
        description: 'HTML: escaped texts with found words in `<mark>`; only texts that have one',
      }),
  })
  .meta({ id: 'FoundAudiobook' });

export const foundPageSchema = cursorPageSchema(foundAudiobookSchema, 'FoundAudiobookPage');

export const suggestQuery = z.strictObject({
  q: z.string().trim().min(1).max(100),
  limit: z.coerce.number().int().min(1).max(20).default(10),
});

export const suggestionsSchema = z
  .object({
    suggestions: z.array(
      z.object({
        kind: z.enum(['audiobook', 'author', 'narrator', 'series']),
        id: z.uuid(),
        text: z.string(),
      }),
    ),
  })
  .meta({ id: 'Suggestions' });

export const uploadFieldsSchema = z
  .strictObject({
    ...bookFields,
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

export const coverFormSchema = z
  .object({ cover: fileSchema.meta({ description: 'JPEG, PNG or WebP, up to 10 MiB' }) })
  .meta({ id: 'CoverForm' });

export const coverQuery = z.strictObject({
  size: z
    .enum(['original', ...coverSizes])
    .default('original')
    .meta({
      description:
        'small, medium and large are JPEGs 200, 500 and 1000 pixels wide; one that is missing is the original',
    }),
});

export const chaptersBody = z
  .strictObject({
    chapters: z
      .array(
        z.strictObject({
          number: z.int().optional().meta({ description: 'Not read: their order counts' }),
          title: z.string().trim().min(1).max(255),
          start_seconds: z.number().min(0),
          end_seconds: z.number().min(0),
        }),
      )
      .max(maxChapters),
  })
  .meta({ id: 'ChaptersBody' });

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
