import { z } from 'zod';
import { exportAccount } from '../../db/repositories/accounts/export-account.ts';
import { route } from '../http/route.ts';

const exportSchema = z
  .record(z.string(), z.array(z.record(z.string(), z.unknown())))
  .meta({ id: 'AccountExport', description: 'Lists of rows by the kind of thing' });

export const exportMe = route({
  operationId: 'exportMe',
  tag: 'Account',
  summary: 'Everything that is kept about me',
  method: 'get',
  path: '/users/me/export',
  auth: 'user',
  limit: { name: 'export', points: 10, perSeconds: 3600, by: 'user' },
  responses: { 200: { description: 'As JSON', schema: exportSchema } },
  handler: async ({ user, em }) => ({
    status: 200,
    headers: { 'Content-Disposition': 'attachment; filename="lector-account.json"' },
    // Through JSON once, so that times are text before the contract looks at them.
    body: JSON.parse(JSON.stringify(await exportAccount(em, user.id))) as Record<
      string,
      Record<string, unknown>[]
    >,
  }),
});
