import { Secret, TOTP } from 'otpauth';
import type { Account } from '../../support/accounts.ts';

const stepMs = 30_000;

/** Somebody's authenticator app, set up. */
export interface Authenticator {
  recoveryCodes: string[];
  /** @param steps after the present one: an app whose clock is fast or slow */
  code(steps: number): string;
}

/** Sets a second factor up. Its code of the step before the last is used up by it, the later ones are good. */
export async function setUpTotp(user: Account): Promise<Authenticator> {
  const { password } = user;
  const begun = await user.post<{ secret: string }>('/users/me/totp', { password });
  const totp = new TOTP({ secret: Secret.fromBase32(begun.body.secret) });
  const code = (steps: number) => totp.generate({ timestamp: Date.now() + steps * stepMs });
  const confirmed = await user.post<{ recovery_codes: string[] }>('/users/me/totp/confirm', {
    code: code(-1),
  });
  if (confirmed.status !== 200) throw new Error(`The set-up answered ${confirmed.status}`);
  return { recoveryCodes: confirmed.body.recovery_codes, code };
}
