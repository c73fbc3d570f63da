import { z } from 'zod';
import { userRoles } from '../../db/entities/user.ts';

export const userSchema = z
  .object({
    id: z.uuid(),
    email: z.email(),
    username: z.string(),
    role: z.enum(userRoles),
    email_verified: z.boolean(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'User' });
