import { endSession } from '../../db/repositories/sessions.ts';
import { route } from '../http/route.ts';

export const logout = route({
  operationId: 'logout',
  tag: 'Auth',
  summary: 'Sign out on this device',
  method: 'post',
  path: '/auth/logout',
  auth: 'user',
  responses: { 204: { description: 'Signed out; the tokens are worth nothing now' } },
  handler: async ({ user, em }) => {
    if (user.sessionId) await endSession(em, user.sessionId);
    return { status: 204 };
  },
});
