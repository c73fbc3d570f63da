import type { TotpFactor } from '../../db/entities/second-factor.ts';
import type { Em } from '../../db/orm.config.ts';
import { useRecoveryCode, useTotpStep } from '../../db/repositories/accounts/second-factors.ts';
import { hashToken } from '../../platform/auth/opaque-tokens.ts';
import { totpPurpose } from '../../platform/auth/purposes.ts';
import { unseal } from '../../platform/auth/sealing.ts';
import { normalizeRecoveryCode, verifyTotp } from '../../platform/auth/totp.ts';

/** @returns what the code was, used up now, or null when it is wrong or was used before */
export async function checkSecondFactor(
  em: Em,
  serverSecret: string,
  factor: TotpFactor,
  code: string,
): Promise<'authenticator' | 'recovery code' | null> {
  if (/^\d{6}$/.test(code)) {
    const secret = unseal(factor.sealedSecret, serverSecret, totpPurpose);
    const step = verifyTotp(secret, code, factor.lastStep);
    return step !== null && (await useTotpStep(em, factor.user, step)) ? 'authenticator' : null;
  }
  const codeHash = hashToken(normalizeRecoveryCode(code));
  return (await useRecoveryCode(em, factor.user, codeHash)) ? 'recovery code' : null;
}
