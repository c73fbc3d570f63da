import type { Operation } from '../http/route.ts';
import { confirmPasswordReset } from './confirm-password-reset.ts';
import { googleCallback } from './google-callback.ts';
import { googleLogin } from './google-login.ts';
import { googleRedirect } from './google-redirect.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { logoutEverywhere } from './logout-everywhere.ts';
import { refresh } from './refresh.ts';
import { register } from './register.ts';
import { requestPasswordReset } from './request-password-reset.ts';
import { resendVerification } from './resend-verification.ts';
import { secondFactor } from './second-factor.ts';
import { verifyEmail } from './verify-email.ts';

export const authOperations: Operation[] = [
  register,
  login,
  refresh,
  secondFactor,
  logout,
  logoutEverywhere,
  verifyEmail,
  resendVerification,
  requestPasswordReset,
  confirmPasswordReset,
  googleRedirect,
  googleCallback,
  googleLogin,
];
