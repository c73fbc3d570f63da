import { TotpFactor } from '../../db/entities/second-factor.ts';
import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { confirmTotp as confirm } from '../../db/repositories/accounts/second-factors.ts';
import { transact } from '../../db/transaction.ts';
import { hashToken } from '../../platform/auth/opaque-tokens.ts';
import { totpPurpose } from '../../platform/auth/purposes.ts';
import { unseal } from '../../platform/auth/sealing.ts';
import { newRecoveryCodes, normalizeRecoveryCode, verifyTotp } from '../../platform/auth/totp.ts';
import { auditSource } from '../http/audit-source.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { codeSchema, recoveryCodesSchema } from './schema.ts';

export const confirmTotp = route({
  operationId: 'confirmTotp',
  tag: 'Account',
  summary: 'Show that the authenticator works',
  method: 'post',
  path: '/users/me/totp/confirm',
  auth: 'user',
  limit: { name: 'totp-confirm', points: 10, perSeconds: 900, by: 'user' },
  body: codeSchema,
  responses: {
    200: { description: 'Set up; keep these for the day it is lost', schema: recoveryCodesSchema },
  },
  problems: ['invalid_second_factor', 'already_enabled'],
  handler: async (call) => {
    const { body, user, em, deps } = call;
    const factor = await em.findOne(TotpFactor, { user: user.id });
    if (!factor) throw new Problem('invalid_second_factor', { detail: 'Begin the set-up first.' });
    if (factor.confirmedAt) throw new Problem('already_enabled');
    const secret = unseal(factor.sealedSecret, deps.serverSecret, totpPurpose);
    const step = verifyTotp(secret, body.code, factor.lastStep);
    if (step === null) throw new Problem('invalid_second_factor');
    const codes = newRecoveryCodes();
    const hashes = codes.map((code) => hashToken(normalizeRecoveryCode(code)));
    await transact(em, async (tx) => {
      await confirm(tx, user.id, step, hashes);
      noteAudit(tx, auditSource(call), 'totp_enabled', user.id);
    });
    return { status: 200, body: { recovery_codes: codes } };
  },
});
