import { User } from '../../db/entities/user.ts';
import type { Email } from '../../db/entities/email.ts';
import type { TokenPurpose } from '../../db/entities/one-time-token.ts';
import { keepOneTimeToken } from '../../db/repositories/accounts/one-time-tokens.ts';
import {
  changeEmailMail,
  emailChangedMail,
  emailChangeRequestedMail,
  passwordChangedMail,
  resetPasswordMail,
  verifyEmailMail,
} from '../../domain/emails/account-mails.ts';
import type { MailText } from '../../domain/emails/mail-text.ts';
import { hashToken, newOpaqueToken } from '../../platform/auth/opaque-tokens.ts';
import type { WriterDeps } from './write-email.ts';

const hour = 3600;

/** The path stands under PUBLIC_URL; the page there sends the token on. */
const links: Record<TokenPurpose, { path: string; ttlSeconds: number }> = {
  'verify-email': { path: '/account/verify-email', ttlSeconds: 24 * hour },
  'reset-password': { path: '/account/reset-password', ttlSeconds: hour },
  'change-email': { path: '/account/change-email', ttlSeconds: 24 * hour },
};

export async function writeVerifyEmail(deps: WriterDeps, email: Email): Promise<MailText | null> {
  const user = await deps.orm.em
    .fork()
    .findOne(User, { id: email.subjectId, email: email.recipient });
  if (!user || user.emailVerifiedAt) return null;
  return verifyEmailMail(await tokenUrl(deps, user.id, email.recipient, 'verify-email'));
}

/** Was asked for by address alone: only here it shows whether there is an account. */
export async function writeResetPassword(deps: WriterDeps, email: Email): Promise<MailText | null> {
  const user = await deps.orm.em.fork().findOne(User, { email: email.recipient, disabledAt: null });
  if (!user) return null;
  return resetPasswordMail(await tokenUrl(deps, user.id, email.recipient, 'reset-password'));
}

export async function writeChangeEmail(deps: WriterDeps, email: Email): Promise<MailText | null> {
  return changeEmailMail(await tokenUrl(deps, email.subjectId, email.recipient, 'change-email'));
}

export async function writeEmailChangeRequested(): Promise<MailText> {
  return emailChangeRequestedMail();
}

export async function writeEmailChanged(): Promise<MailText> {
  return emailChangedMail();
}

export async function writePasswordChanged(): Promise<MailText> {
  return passwordChangedMail();
}

/**
 * Tokens are made when the mail is, so that neither a history nor the queue of mails ever holds one. A mail that is
 * written again because its delivery failed gets another; whichever is used first voids the rest.
 */
async function tokenUrl(
  { orm, config }: WriterDeps,
  userId: string,
  email: string,
  purpose: TokenPurpose,
): Promise<string> {
  const token = newOpaqueToken();
  const { path, ttlSeconds } = links[purpose];
  const tokenHash = hashToken(token);
  await keepOneTimeToken(orm.em.fork(), { tokenHash, userId, purpose, email, ttlSeconds });
  return `${config.http.publicUrl}${path}?token=${token}`;
}
