import { RecoveryCode } from '../../db/entities/second-factor.ts';
import { isTotpConfirmed } from '../../db/repositories/accounts/second-factors.ts';
import { route } from '../http/route.ts';
import { totpStatusSchema } from './schema.ts';

export const getTotp = route({
  operationId: 'getTotp',
  tag: 'Account',
  summary: 'Whether my second factor is set up',
  method: 'get',
  path: '/users/me/totp',
  auth: 'user',
  responses: { 200: { description: 'How it stands', schema: totpStatusSchema } },
  handler: async ({ user, em }) => {
    const enabled = await isTotpConfirmed(em, user.id);
    const left = enabled ? await em.count(RecoveryCode, { user: user.id, usedAt: null }) : 0;
    return { status: 200, body: { enabled, recovery_codes_left: left } };
  },
});
