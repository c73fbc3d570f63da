import type { z } from 'zod';
import type { User } from '../../db/entities/user.ts';
import { presentUser } from '../users/present.ts';
import type { adminUserSchema } from './schema.ts';

export function presentAdminUser(user: User, publicUrl: string): z.input<typeof adminUserSchema> {
  const disabled = user.disabledAt !== null && user.disabledAt !== undefined;
  return { ...presentUser(user, publicUrl), disabled };
}
