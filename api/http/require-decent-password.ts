import { isCommonPassword } from '../../platform/auth/common-passwords.ts';
import { Problem } from './problem.ts';

/** @throws Problem `validation_failed` for one of the passwords that are tried first. Source: NIST SP 800-63B §5.1.1.2 */
export function requireDecentPassword(password: string, path = 'body.password'): void {
  if (!isCommonPassword(password)) return;
  const message = 'one of the most common passwords';
  throw new Problem('validation_failed', { details: [{ path, message }] });
}
