import { Session } from '../../db/entities/session.ts';
import { route } from '../http/route.ts';
import { sessionListSchema } from './schema.ts';

export const listSessions = route({
  operationId: 'listSessions',
  tag: 'Account',
  summary: 'Where I am signed in',
  method: 'get',
  path: '/users/me/sessions',
  auth: 'user',
  responses: { 200: { description: 'Sessions that have not ended', schema: sessionListSchema } },
  handler: async ({ user, em }) => {
    const sessions = await em.find(
      Session,
      { user: user.id, revokedAt: null, expiresAt: { $gt: new Date() } },
      { orderBy: { lastUsedAt: 'desc' }, limit: 200 },
    );
    return {
      status: 200,
      body: {
        results: sessions.map((session) => ({
          id: session.id,
          current: session.id === user.sessionId,
          user_agent: session.userAgent ?? null,
          ip_address: session.ipAddress ?? null,
          created_at: session.createdAt.toISOString(),
          last_used_at: session.lastUsedAt.toISOString(),
        })),
      },
    };
  },
});
