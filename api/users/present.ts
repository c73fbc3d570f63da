import type { z } from 'zod';
import type { User } from '../../db/entities/user.ts';
import type { userSchema } from './schema.ts';

export function presentUser(user: User): z.input<typeof userSchema> {
  return {
    id: user.id,
    email: user.email,
    username: user.username,
    role: user.role,
    email_verified: user.emailVerifiedAt !== null && user.emailVerifiedAt !== undefined,
    created_at: user.createdAt.toISOString(),
  };
}
