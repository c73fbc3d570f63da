import type { z } from 'zod';
import type { User } from '../../db/entities/user.ts';
import { notificationPreferencesSchema } from '../../domain/notification-preferences.ts';
import type { userSchema } from './schema.ts';

export function presentUser(user: User, publicUrl: string): z.input<typeof userSchema> {
  return {
    id: user.id,
    email: user.email,
    username: user.username,
    role: user.role,
    email_verified: user.emailVerifiedAt !== null && user.emailVerifiedAt !== undefined,
    bio: user.bio,
    profile_picture: user.pictureKey ? `${publicUrl}/api/v1/users/${user.id}/picture` : null,
    playback_speed: user.playbackSpeed,
    notification_preferences: notificationPreferencesSchema.parse(user.notifications),
    created_at: user.createdAt.toISOString(),
  };
}
