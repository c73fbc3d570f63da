import { TotpFactor } from '../../db/entities/second-factor.ts';
import { isTotpConfirmed } from '../../db/repositories/accounts/second-factors.ts';
import { totpPurpose } from '../../platform/auth/purposes.ts';
import { seal } from '../../platform/auth/sealing.ts';
import { newTotpSecret, totpUrl } from '../../platform/auth/totp.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { requirePassword } from './require-password.ts';
import { confirmationSchema, totpSetupSchema } from './schema.ts';

export const beginTotp = route({
  operationId: 'beginTotp',
  tag: 'Account',
  summary: 'Begin to set up an authenticator app',
  description: 'It counts once a code of it was sent to `POST /users/me/totp/confirm`.',
  method: 'post',
  path: '/users/me/totp',
  auth: 'user',
  body: confirmationSchema,
  responses: { 200: { description: 'For the app', schema: totpSetupSchema } },
  problems: ['invalid_credentials', 'already_enabled', 'rate_limited'],
  handler: async (call) => {
    const { body, em, deps } = call;
    const user = await requirePassword(call, body.password);
    if (await isTotpConfirmed(em, user.id)) throw new Problem('already_enabled');
    const secret = newTotpSecret();
    const sealedSecret = seal(secret, deps.serverSecret, totpPurpose);
    await em.upsert(TotpFactor, { user: user.id, sealedSecret, confirmedAt: null, lastStep: 0 });
    return { status: 200, body: { secret, otpauth_url: totpUrl(secret, user.email) } };
  },
});
