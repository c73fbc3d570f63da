import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
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
    ...timestamps,
  },
});

export type User = InferEntity<typeof User>;
