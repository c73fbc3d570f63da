import type { AuditSource } from '../../db/repositories/accounts/audit.ts';
import type { Call, CurrentUser } from './route.ts';

interface AuditedCall {
  ctx: Call<'public', unknown, unknown, unknown>['ctx'];
  address: string;
  user: CurrentUser | null;
}

/** Who called, from where, for the audit log. */
export function auditSource({ ctx, address, user }: AuditedCall): AuditSource {
  return {
    actorId: user?.id ?? null,
    ipAddress: address === 'unknown' ? null : address,
    userAgent: ctx.get('user-agent').slice(0, 500) || null,
  };
}
