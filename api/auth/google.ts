import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { findGoogleUser } from '../../db/repositories/accounts/google-users.ts';
import { takeOauthCode } from '../../db/repositories/accounts/oauth-attempts.ts';
import { transact } from '../../db/transaction.ts';
import {
  GoogleUnavailableError,
  type CodeExchange,
  type GoogleProfile,
  type GoogleSignIn,
} from '../../platform/auth/google-sign-in.ts';
import { hashToken } from '../../platform/auth/opaque-tokens.ts';
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

/** @throws Problem `service_unavailable` for an answer of Google that is none */
export async function answeredByGoogle<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof GoogleUnavailableError)) throw error;
    const detail = 'Google does not answer. Try again later.';
    throw new Problem('service_unavailable', {
      detail,
      headers: { 'Retry-After': '30' },
      cause: error,
    });
  }
}

/** @throws Problem `invalid_credentials`, `service_unavailable`, `account_not_verified`, and those of `afterFirstFactor` */
export async function signInWithGoogle(call: SignInCall, exchange: CodeExchange) {
  const { em, deps } = call;
  if (!(await takeOauthCode(em, hashToken(exchange.code)))) {
    throw new Problem('invalid_credentials', { detail: 'This code was used before.' });
  }
  const profile = await answeredByGoogle(requireGoogle(deps).finish(exchange));
  if (!profile) {
    throw new Problem('invalid_credentials', { detail: 'Google did not confirm this sign-in.' });
  }
  const user = await findUser(call, profile).catch((error: unknown) => {
    // Two first sign-ins at the same time: the one that lost finds what the other has made.
    if (error instanceof UniqueConstraintViolationException) return findUser(call, profile);
    throw error;
  });
  return afterFirstFactor(call, user, 'google');
}

function findUser(call: SignInCall, profile: GoogleProfile) {
  return transact(call.em.fork(), async (tx) => {
    const found = await findGoogleUser(tx, profile);
    if (found.kind === 'unverified') throw new Problem('account_not_verified');
    const { user, kind } = found;
    if (kind !== 'known') noteAudit(tx, auditSource(call), 'google_linked', user.id);
    return user;
  });
}
