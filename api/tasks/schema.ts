import { z } from 'zod';
import { audioFormats } from '../../domain/audio-format.ts';
import { extractionStatuses } from '../../domain/contracts/extract-prompts.ts';
import { taskLimits as limits } from '../../domain/tasks/task-content.ts';
import { cursorPageQuery, cursorPageSchema } from '../http/cursor-page.ts';
import { pageSchema } from '../http/pagination.ts';

export const taskParams = z.object({ id: z.uuid() });
/** Versions are counted in an `int` of the database. */
const versionNumber = z.coerce.number().int().min(1).max(2_147_483_647);

export const versionParams = z.object({ id: z.uuid(), number: versionNumber });

const formats = Object.keys(audioFormats) as [keyof typeof audioFormats];

const promptSchema = z
  .object({
    id: z.uuid(),
    position: z.int().meta({ description: 'Counted from 1' }),
    text: z.string(),
    state: z.enum(['accepted', 'proposed']).meta({
      description: 'What was found in a recording is proposed until it is accepted',
    }),
    source: z
      .object({
        quote: z.string().meta({ description: 'The words of the transcript that it comes from' }),
        start_seconds: z.number(),
        end_seconds: z.number(),
        degraded: z.boolean().meta({
          description: 'True for a sentence taken out, for want of a usable answer of the model',
        }),
      })
      .nullable()
      .meta({ description: 'Null for what its owner wrote' }),
  })
  .meta({ id: 'Prompt' });

export const taskSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    category: z.string().nullable(),
    tags: z.array(z.string()),
    version: z.int().meta({ description: 'Counted up with every change; also the `ETag`' }),
    prompts: z.array(promptSchema),
    audio: z
      .object({
        file_name: z.string(),
        format: z.enum(formats),
        size_bytes: z.int(),
      })
      .nullable(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Task' });

const taskLineSchema = taskSchema
  .omit({ prompts: true, audio: true })
  .extend({
    prompts_count: z.int(),
    proposed_count: z.int(),
    extraction_status: z.enum(extractionStatuses).nullable(),
  })
  .meta({ id: 'TaskLine' });

export const taskPageSchema = cursorPageSchema(taskLineSchema, 'TaskPage');

export const listTasksQuery = z.strictObject({
  ...cursorPageQuery,
  q: z.string().trim().min(1).max(limits.nameLetters).optional().meta({
    description: 'Somewhere in the name, in any case',
  }),
  tag: z.string().trim().toLowerCase().max(limits.tagLetters).optional(),
  category: z.string().trim().max(limits.categoryLetters).optional(),
  sort: z.enum(['newest', 'oldest', 'name']).default('newest'),
});

const versionLine = {
  version: z.int(),
  change: z.enum(['created', 'edited', 'proposed', 'accepted', 'rejected', 'restored']),
  name: z.string(),
  created_at: z.iso.datetime(),
};

export const versionPageSchema = pageSchema(
  z.object({ ...versionLine, prompts_count: z.int() }).meta({ id: 'TaskVersionLine' }),
  'TaskVersionPage',
);

export const versionSchema = z
  .object({
    ...versionLine,
    category: z.string().nullable(),
    tags: z.array(z.string()),
    prompts: z.array(promptSchema),
  })
  .meta({ id: 'TaskVersion' });

export const taskLinksSchema = z
  .object({
    links: z.array(
      z.object({
        kind: z.enum(['audio', 'txt', 'srt', 'vtt', 'json']),
        file_name: z.string(),
        url: z.url(),
        expires_at: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'TaskLinks' });
