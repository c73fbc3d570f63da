import type { GoogleProfile, GoogleSignIn } from '../../platform/auth/google-sign-in.ts';
import { noteAudit } from '../../db/repositories/audit.ts';
import { findGoogleUser } from '../../db/repositories/google-users.ts';
import { transact } from '../../db/transaction.ts';
import type { ApiDeps } from '../api-deps.ts';
import { auditSource } from '../http/audit-source.ts';
import { Problem } from '../http/problem.ts';
import { afterFirstFactor, type SignInCall } from './start-session.ts';

/** @throws Problem `not_found` where Google sign-in is not set up */
export function requireGoogle({ google }: Pick<ApiDeps, 'google'>): GoogleSignIn {
  if (!google) throw new Problem('not_found', { detail: 'Google sign-in is not set up here.' });
  return google;
}

/** Where Google sends the browser back to; to be entered in its console. */
export function googleCallbackUrl({ config }: Pick<ApiDeps, 'config'>): string {
  return `${config.http.publicUrl}/api/v1/auth/google/callback`;
}

/** @throws Problem `invalid_credentials` for no profile, `account_not_verified`, and those of `afterFirstFactor` */
export async function signInWithGoogle(call: SignInCall, profile: GoogleProfile | null) {
  if (!profile) {
    throw new Problem('invalid_credentials', { detail: 'Google did not confirm this sign-in.' });
  }
  const found = await transact(call.em, (tx) => findGoogleUser(tx, profile));
  if (found.kind === 'unverified') throw new Problem('account_not_verified');
  const { user, kind } = found;
  if (kind !== 'known') noteAudit(call.em, auditSource(call), 'google_linked', user.id);
  return afterFirstFactor(call, user, 'google');
}
