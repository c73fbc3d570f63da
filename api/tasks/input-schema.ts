import { z } from 'zod';
import { taskLimits as limits } from '../../domain/tasks/task-content.ts';

/** As the database has them. */
const uuid = z.uuid().toLowerCase();
const name = z.string().trim().min(1).max(limits.nameLetters);
const category = z.string().trim().min(1).max(limits.categoryLetters);
const tags = z
  .array(z.string().trim().toLowerCase().min(1).max(limits.tagLetters))
  .max(limits.tags)
  .transform((all) => [...new Set(all)]);
const text = z.string().trim().min(1).max(limits.promptLetters);
const position = z.int().min(1).max(limits.prompts).meta({ description: 'Counted from 1' });

/** A text alone will do. */
const writtenPrompt = z.union([text, z.object({ text })]).transform(toObject);
const listedPrompt = z.union([text, z.object({ id: uuid.optional(), text })]).transform(toObject);
const createdPrompt = z
  .union([text, z.object({ text, position: position.optional() })])
  .transform(toObject);

function toObject<Fields extends object>(prompt: string | Fields) {
  return typeof prompt === 'string' ? { text: prompt } : prompt;
}

export const createTaskSchema = z
  .strictObject({
    name,
    prompts: z.array(writtenPrompt).max(limits.prompts).default([]),
    category: category.nullable().default(null),
    tags: tags.default([]),
  })
  .meta({ id: 'TaskCreation' });

/** The fields of a form beside its file. */
export const taskFieldsSchema = z.strictObject({
  name: name.optional().meta({ description: "Without it, the file's name" }),
  prompts: z.array(text).max(limits.prompts).default([]),
  category: category.nullable().default(null),
  tags: tags.default([]),
  language: z
    .string()
    .regex(/^[a-z]{2}$/, 'an ISO 639-1 code')
    .optional()
    .meta({ description: 'Without it, it is detected' }),
});

export const taskFormSchema = taskFieldsSchema.extend({
  file: z.string().meta({ format: 'binary', description: 'MP3, M4A, M4B, AAC, FLAC, OGG or WAV' }),
});

const promptChanges = z.strictObject({
  create: z.array(createdPrompt).max(limits.prompts).optional(),
  update: z
    .array(z.strictObject({ id: uuid, text: text.optional(), position: position.optional() }))
    .max(limits.prompts)
    .optional(),
  delete: z.array(uuid).max(limits.prompts).optional(),
});

const changes = {
  name: name.optional(),
  category: category.nullable().optional(),
  tags: tags.optional(),
  prompts: z
    .union([z.array(listedPrompt).max(limits.prompts), promptChanges])
    .optional()
    .meta({
      description:
        'The whole list anew (what has an id stays that prompt, what is missing goes), or what changes about it. ' +
        'Positions are those in the list that comes of it',
    }),
};

export const updateTaskSchema = z.strictObject(changes).meta({ id: 'TaskUpdate' });

export const updateTasksSchema = z
  .strictObject({
    tasks: z
      .array(
        z.strictObject({
          id: uuid,
          version: z.int().min(1).optional().meta({
            description: 'As `If-Match`: nothing is changed where any task has moved on',
          }),
          ...changes,
        }),
      )
      .min(1)
      .max(limits.batch)
      .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, {
        error: 'each task once',
      }),
  })
  .meta({ id: 'TasksUpdate' });

export const deleteTasksQuery = z.strictObject({
  ids: z
    .string()
    .max(limits.batch * 40)
    .transform((list) => [...new Set(list.split(',').map((id) => id.trim().toLowerCase()))])
    .pipe(z.array(uuid).min(1).max(limits.batch))
    .meta({ description: 'With commas between them' }),
});

export const promptChoiceSchema = z
  .union([
    z.strictObject({ all: z.literal(true) }),
    z.strictObject({ ids: z.array(uuid).min(1).max(limits.prompts) }),
  ])
  .meta({ id: 'PromptChoice', description: 'All that are proposed, or these' });
