import type { Operation } from '../http/route.ts';
import { beginTotp } from './begin-totp.ts';
import { changePassword } from './change-password.ts';
import { confirmEmailChange } from './confirm-email-change.ts';
import { confirmTotp } from './confirm-totp.ts';
import { createApiKey } from './create-api-key.ts';
import { deleteMe } from './delete-me.ts';
import { endOneSession } from './end-session.ts';
import { exportMe } from './export-me.ts';
import { getTotp } from './get-totp.ts';
import { listApiKeys } from './list-api-keys.ts';
import { listSessions } from './list-sessions.ts';
import { removeTotp } from './remove-totp.ts';
import { requestEmailChange } from './request-email-change.ts';
import { revokeApiKey } from './revoke-api-key.ts';

export const accountOperations: Operation[] = [
  confirmEmailChange,
  deleteMe,
  exportMe,
  changePassword,
  requestEmailChange,
  listSessions,
  endOneSession,
  getTotp,
  beginTotp,
  confirmTotp,
  removeTotp,
  createApiKey,
  listApiKeys,
  revokeApiKey,
];
