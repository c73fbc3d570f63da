import { AuditEvent } from '../../db/entities/audit-event.ts';
import { presentPage } from '../http/pagination.ts';
import { route } from '../http/route.ts';
import { auditPageSchema, auditQuery } from './schema.ts';

export const listAuditEvents = route({
  operationId: 'listAuditEvents',
  tag: 'Admin',
  summary: 'Security events, newest first',
  method: 'get',
  path: '/admin/audit-events',
  auth: 'admin',
  scope: 'admin',
  query: auditQuery,
  responses: { 200: { description: 'One page', schema: auditPageSchema } },
  handler: async ({ query, em, deps, ctx }) => {
    const { page, page_size: limit, user_id: userId, kind } = query;
    const [events, count] = await em.findAndCount(
      AuditEvent,
      { ...(userId === undefined ? {} : { userId }), ...(kind === undefined ? {} : { kind }) },
      { orderBy: { id: 'desc' }, limit, offset: (page - 1) * limit },
    );
    const results = events.map((event) => ({
      id: event.id,
      kind: event.kind,
      actor_id: event.actorId ?? null,
      user_id: event.userId ?? null,
      ip_address: event.ipAddress ?? null,
      user_agent: event.userAgent ?? null,
      detail: event.detail,
      at: event.at.toISOString(),
    }));
    return {
      status: 200,
      ...presentPage(ctx, deps.config.http.publicUrl, query, { count, results }),
    };
  },
});
