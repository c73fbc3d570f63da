import { User } from '../../db/entities/user.ts';
import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { rotateRefreshToken } from '../../db/repositories/accounts/rotate-refresh-token.ts';
import { transact } from '../../db/transaction.ts';
import { hashToken, newOpaqueToken } from '../../platform/auth/opaque-tokens.ts';
import { sealToken, unsealToken } from '../../platform/auth/refresh-tokens.ts';
import { auditSource } from '../http/audit-source.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { refreshLimit } from './limits.ts';
import { refreshSchema, tokensSchema } from './schema.ts';
import { presentTokens } from './start-session.ts';

export const refresh = route({
  operationId: 'refresh',
  tag: 'Auth',
  summary: 'Trade a refresh token for new tokens',
  description:
    'Each refresh token is good for one use. Within a minute a client that lost the answer may ask again and gets the ' +
    'same token; any later use of an old token ends the session.',
  method: 'post',
  path: '/auth/refresh',
  auth: 'public',
  limit: refreshLimit,
  body: refreshSchema,
  responses: { 200: { description: 'New tokens', schema: tokensSchema } },
  problems: ['invalid_refresh_token', 'account_disabled'],
  handler: async (call) => {
    const { body, em, deps } = call;
    const presented = body.refresh_token;
    const fresh = newOpaqueToken();
    const outcome = await transact(em, (tx) =>
      rotateRefreshToken(tx, {
        presentedHash: hashToken(presented),
        successorHash: hashToken(fresh),
        sealedSuccessor: sealToken(fresh, presented),
      }),
    );
    if (outcome.kind === 'unknown') throw new Problem('invalid_refresh_token');
    if (outcome.kind === 'reused') {
      deps.log.warn({ sessionId: outcome.session.id }, 'refresh token reused: session ended');
      noteAudit(em, auditSource(call), 'refresh_token_reused', outcome.session.user);
      await em.flush();
      throw new Problem('invalid_refresh_token');
    }
    const user = await em.findOneOrFail(User, { id: outcome.session.user });
    if (user.disabledAt) throw new Problem('account_disabled');
    const token =
      outcome.kind === 'rotated' ? fresh : unsealToken(outcome.sealedSuccessor, presented);
    return { status: 200, body: await presentTokens(deps, user, outcome.session.id, token) };
  },
});
