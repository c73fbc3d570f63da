import { z } from 'zod';
import { userRoles } from '../../db/entities/user.ts';
import { notificationPreferencesSchema } from '../../domain/notification-preferences.ts';

export const userSchema = z
  .object({
    id: z.uuid(),
    email: z.email(),
    username: z.string(),
    role: z.enum(userRoles),
    email_verified: z.boolean(),
    bio: z.string(),
    profile_picture: z.url().nullable(),
    playback_speed: z.number(),
    notification_preferences: notificationPreferencesSchema,
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'User' });

export const usernameSchema = z
  .string()
  .trim()
  .min(3)
  .max(50)
  .regex(/^[\p{L}\p{N}._-]+$/u, 'letters, digits, dots, hyphens and underscores');

export const profileSchema = z
  .strictObject({
    username: usernameSchema,
    bio: z.string().trim().max(2000),
    playback_speed: z.number().min(0.25).max(4),
    notification_preferences: notificationPreferencesSchema,
    profile_picture: z.url().nullable().optional().meta({
      description: 'null removes it; a new one is sent to `PUT /users/me/picture`',
    }),
  })
  .meta({ id: 'Profile' });

export const profilePatchSchema = profileSchema.partial().meta({ id: 'ProfilePatch' });

export const pictureFormSchema = z.strictObject({
  picture: z.string().meta({
    override: { type: 'string', format: 'binary' },
    description: 'JPEG, PNG or WebP, up to 5 MiB',
  }),
});
