import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { NotificationPreferences } from '../../domain/notification-preferences.ts';
import { realNumber } from './real-number.ts';
import { timestamps } from './timestamps.ts';

export const userRoles = ['user', 'admin'] as const;
export type UserRole = (typeof userRoles)[number];

export const User = defineEntity({
  name: 'User',
  tableName: 'users',
  properties: {
    id: p.uuid().primary(),
    email: p.string().columnType('citext').unique(),
    username: p.string().columnType('citext').unique(),
    /** argon2id in PHC string format; null for an account that signs in elsewhere. */
    passwordHash: p.text().nullable(),
    role: p.string().$type<UserRole>().columnType('text').default('user'),
    emailVerifiedAt: p.datetime().nullable(),
    disabledAt: p.datetime().nullable(),
    /** Set when the account was given up: nothing personal is left then. */
    deletedAt: p.datetime().nullable(),
    bio: p.text().default(''),
    pictureKey: p.text().nullable(),
    playbackSpeed: realNumber().default(1),
    notifications: p
      .json<Partial<NotificationPreferences>>()
      .defaultRaw(`'{}'`)
      .onCreate(() => ({})),
    ...timestamps,
  },
});

export type User = InferEntity<typeof User>;
