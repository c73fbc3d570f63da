import { AuditEvent, type AuditKind } from '../../entities/audit-event.ts';
import { newId } from '../../new-id.ts';
import type { Em } from '../../orm.config.ts';

/** Who did something, from where. */
export interface AuditSource {
  actorId: string | null;
  ipAddress: string | null;
  userAgent: string | null;
}

/** Notes something that touched an account's security; flushed with whatever else the unit of work writes. */
export function noteAudit(
  em: Em,
  source: AuditSource,
  kind: AuditKind,
  userId: string | null,
  detail: Record<string, string> = {},
): void {
  em.persist(em.create(AuditEvent, { id: newId(), kind, userId, detail, ...source }));
}
