import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const periodSeconds = 30;
/** Clocks differ: one step earlier and one later are good, too. RFC 6238 §5.2. */
const windowSteps = 1;
const recoveryCodeCount = 10;

/** A fresh secret, base32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an authenticator app reads, mostly from a QR code. */
export function totpUrl(secret: string, account: string): string {
  return totp(secret, account).toString();
}

/**
 * @param lastStep the step whose code was used last: it and those before are not good any more
 * @returns the step of the code, or null
 */
export function verifyTotp(secret: string, code: string, lastStep: number): number | null {
  const timestamp = Date.now();
  const delta = totp(secret, '').validate({ token: code, window: windowSteps, timestamp });
  if (delta === null) return null;
  const step = Math.floor(timestamp / 1000 / periodSeconds) + delta;
  return step > lastStep ? step : null;
}

/** Ten codes of 80 bits, in groups that can be read out: `k7mq-2vxn-9cab-rh4t`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodeCount }, () => {
    const letters = Array.from(randomBytes(16), (byte) => alphabet[byte % alphabet.length]);
    return letters.join('').replaceAll(/(.{4})(?=.)/g, '$1-');
  });
}

/** However it was typed. */
export function normalizeRecoveryCode(code: string): string {
  return code.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** 32 signs, without those that are taken for one another. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz023456789';

function totp(secret: string, account: string): TOTP {
  return new TOTP({
    issuer: 'Lector',
    label: account,
    algorithm: 'SHA1',
    digits: 6,
    period: periodSeconds,
    secret: Secret.fromBase32(secret),
  });
}
