import { TotpFactor } from '../../db/entities/second-factor.ts';
import { User } from '../../db/entities/user.ts';
import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { auditSource } from '../http/audit-source.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { checkSecondFactor } from './check-second-factor.ts';
import { signInLimit } from './limits.ts';
import { secondFactorSchema, tokensSchema } from './schema.ts';
import { throttleSignIn } from './sign-in-throttle.ts';
import { startSession } from './start-session.ts';

export const secondFactor = route({
  operationId: 'secondFactor',
  tag: 'Auth',
  summary: 'Finish a sign-in with the second factor',
  method: 'post',
  path: '/auth/second-factor',
  auth: 'public',
  limit: signInLimit,
  body: secondFactorSchema,
  responses: { 200: { description: 'Tokens, and who they are for', schema: tokensSchema } },
  problems: ['invalid_token', 'invalid_second_factor', 'account_disabled'],
  handler: async (call) => {
    const { body, em, deps, address } = call;
    const userId = await deps.challenges.verify(body.challenge_token);
    const user = userId === null ? null : await em.findOne(User, { id: userId });
    const factor =
      user && (await em.findOne(TotpFactor, { user: user.id, confirmedAt: { $ne: null } }));
    if (!user || !factor) throw new Problem('invalid_token');
    if (user.disabledAt) throw new Problem('account_disabled');
    const attempt = { email: `second factor of ${user.id}`, userId: user.id, address };
    const throttle = await throttleSignIn(deps, em, attempt);
    const means = await checkSecondFactor(em, deps.serverSecret, factor, body.code);
    if (means === null) {
      noteAudit(em, auditSource(call), 'second_factor_failed', user.id);
      await em.flush();
      throw new Problem('invalid_second_factor');
    }
    await throttle.succeeded();
    if (means === 'recovery code') noteAudit(em, auditSource(call), 'recovery_code_used', user.id);
    return { status: 200, body: await startSession(call, user, `password and ${means}`) };
  },
});
