import { z } from 'zod';

export const progressParams = z.object({ audiobook_id: z.uuid() });

export const progressSchema = z
  .object({
    audiobook_id: z.uuid(),
    position_seconds: z.number().meta({ description: 'Where to go on; 0 where nothing was begun' }),
    duration_seconds: z.number().nullable(),
    percent: z.number().min(0).max(100),
    playback_speed: z.number().meta({
      description: "The one chosen for this audiobook, or else the user's usual one",
    }),
    is_completed: z.boolean(),
    completed_at: z.iso.datetime().nullable(),
    started_at: z.iso.datetime().nullable(),
    client_updated_at: z.iso.datetime().nullable().meta({
      description: 'The device clock that the position is from; null where nothing was begun',
    }),
  })
  .meta({ id: 'ListeningProgress' });

const clock = z.iso.datetime({ offset: true }).meta({
  description:
    'The device’s clock when it was there. More than 2 minutes ahead counts as now; before the year 2000 is refused',
});

export const reportSchema = z
  .strictObject({
    position_seconds: z.number().meta({
      description: 'From 0 to the end; up to a second beyond it counts as the end',
    }),
    playback_speed: z.number().optional().meta({
      description: 'From 0.25 to 4. Kept for this audiobook until another is named',
    }),
    client_updated_at: clock,
    is_completed: z.boolean().optional().meta({
      description: 'Left out, it becomes true at the end of the recording, and else stays as it is',
    }),
  })
  .meta({ id: 'ProgressReport' });

export const savedProgressSchema = progressSchema
  .extend({
    applied: z.boolean().meta({
      description:
        'Whether the stored position is the one of this write; false: a newer one is there',
    }),
  })
  .meta({ id: 'SavedProgress' });

export const syncSchema = z
  .strictObject({
    items: z
      .array(reportSchema.extend({ audiobook_id: z.uuid() }).meta({ id: 'OfflineReport' }))
      .max(500),
  })
  .meta({ id: 'ProgressSync' });

export const syncedSchema = z
  .object({
    items: z
      .array(
        z.object({
          audiobook_id: z.uuid(),
          client_updated_at: z.iso.datetime({ offset: true }),
          outcome: z.enum(['applied', 'superseded', 'refused']),
          error: z
            .object({ code: z.string(), detail: z.string() })
            .nullable()
            .meta({ description: 'Why it was refused; sending it again will not help' }),
        }),
      )
      .meta({ description: 'One for each that was sent, in the same order' }),
    progress: z.array(progressSchema).meta({ description: 'Where each audiobook stands now' }),
  })
  .meta({ id: 'SyncedProgress' });
