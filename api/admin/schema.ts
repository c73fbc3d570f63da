import { z } from 'zod';
import { auditKinds } from '../../db/entities/audit-event.ts';
import { userRoles } from '../../db/entities/user.ts';
import { pageQuery, pageSchema } from '../http/pagination.ts';
import { userSchema } from '../users/schema.ts';

export const adminUserSchema = userSchema
  .extend({ disabled: z.boolean() })
  .meta({ id: 'AdminUser' });

export const adminUserPageSchema = pageSchema(adminUserSchema, 'AdminUserPage');

export const userListQuery = z.strictObject({
  ...pageQuery,
  q: z
    .string()
    .max(254)
    .optional()
    .meta({ description: 'Part of the mail address or the username' }),
  role: z.enum(userRoles).optional(),
});

export const roleSchema = z.strictObject({ role: z.enum(userRoles) }).meta({ id: 'RoleChange' });

export const standingSchema = z.strictObject({ disabled: z.boolean() }).meta({ id: 'Standing' });

export const auditQuery = z.strictObject({
  ...pageQuery,
  user_id: z.uuid().optional(),
  kind: z.enum(auditKinds).optional(),
});

export const auditPageSchema = pageSchema(
  z
    .object({
      id: z.uuid(),
      kind: z.enum(auditKinds),
      actor_id: z.uuid().nullable(),
      user_id: z.uuid().nullable(),
      ip_address: z.string().nullable(),
      user_agent: z.string().nullable(),
      detail: z.record(z.string(), z.string()),
      at: z.iso.datetime(),
    })
    .meta({ id: 'AuditEvent' }),
  'AuditEventPage',
);
