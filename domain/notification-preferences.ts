import { z } from 'zod';

/** Mails that a user may have or not; receipts and security notices are always sent. */
export const notificationPreferencesSchema = z
  .strictObject({
    new_releases: z.boolean().default(true),
    recommendations: z.boolean().default(true),
  })
  .meta({ id: 'NotificationPreferences' });

export type NotificationPreferences = z.infer<typeof notificationPreferencesSchema>;
