import type { Operation } from '../http/route.ts';
import { listAuditEvents } from './list-audit-events.ts';
import { listUsers } from './list-users.ts';
import { setRole } from './set-role.ts';
import { setStanding } from './set-standing.ts';

export const adminOperations: Operation[] = [listUsers, setRole, setStanding, listAuditEvents];
