import { z } from 'zod';
import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { transact } from '../../db/transaction.ts';
import { auditSource } from '../http/audit-source.ts';
import { route } from '../http/route.ts';
import { requireAccount, requireAnotherAdmin } from './policy.ts';
import { presentAdminUser } from './present.ts';
import { adminUserSchema, standingSchema } from './schema.ts';

export const setStanding = route({
  operationId: 'setStanding',
  tag: 'Admin',
  summary: 'Disable an account, or enable it again',
  description: 'Counts from its next request on.',
  method: 'put',
  path: '/admin/users/{id}/standing',
  auth: 'admin',
  scope: 'admin',
  params: z.object({ id: z.uuid() }),
  body: standingSchema,
  responses: { 200: { description: 'The account', schema: adminUserSchema } },
  problems: ['last_administrator'],
  handler: async (call) => {
    const { params, body, em, deps } = call;
    const user = await transact(em, async (tx) => {
      const row = await requireAccount(tx, params.id);
      if (body.disabled) await requireAnotherAdmin(tx, row);
      row.disabledAt = body.disabled ? (row.disabledAt ?? new Date()) : null;
      noteAudit(tx, auditSource(call), body.disabled ? 'user_disabled' : 'user_enabled', row.id);
      return row;
    });
    return { status: 200, body: presentAdminUser(user, deps.config.http.publicUrl) };
  },
});
