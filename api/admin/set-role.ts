import { z } from 'zod';
import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { transact } from '../../db/transaction.ts';
import { auditSource } from '../http/audit-source.ts';
import { route } from '../http/route.ts';
import { requireAccount, requireAnotherAdmin } from './policy.ts';
import { presentAdminUser } from './present.ts';
import { adminUserSchema, roleSchema } from './schema.ts';

export const setRole = route({
  operationId: 'setRole',
  tag: 'Admin',
  summary: "Set an account's role",
  description: 'Counts from its next request on.',
  method: 'put',
  path: '/admin/users/{id}/role',
  auth: 'admin',
  scope: 'admin',
  params: z.object({ id: z.uuid() }),
  body: roleSchema,
  responses: { 200: { description: 'The account', schema: adminUserSchema } },
  problems: ['last_administrator'],
  handler: async (call) => {
    const { params, body, em, deps } = call;
    const user = await transact(em, async (tx) => {
      const row = await requireAccount(tx, params.id);
      if (row.role === body.role) return row;
      await requireAnotherAdmin(tx, row);
      noteAudit(tx, auditSource(call), 'role_changed', row.id, { from: row.role, to: body.role });
      row.role = body.role;
      return row;
    });
    return { status: 200, body: presentAdminUser(user, deps.config.http.publicUrl) };
  },
});
