import { z } from 'zod';
import { User } from '../../db/entities/user.ts';
import { isAdminLeftWithout } from '../../db/repositories/accounts/administrators.ts';
import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { transact } from '../../db/transaction.ts';
import { auditSource } from '../http/audit-source.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
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
      const row = await tx.findOne(User, { id: params.id, deletedAt: null });
      if (!row) throw new Problem('not_found');
      const isLastAdmin =
        body.disabled && row.role === 'admin' && !(await isAdminLeftWithout(tx, row.id));
      if (isLastAdmin) throw new Problem('last_administrator');
      row.disabledAt = body.disabled ? (row.disabledAt ?? new Date()) : null;
      noteAudit(tx, auditSource(call), body.disabled ? 'user_disabled' : 'user_enabled', row.id);
      return row;
    });
    return { status: 200, body: presentAdminUser(user, deps.config.http.publicUrl) };
  },
});
