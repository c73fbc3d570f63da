import type { IngestionReport } from '../../db/repositories/ingestion/ingestion-report.ts';
import { Problem } from '../http/problem.ts';
import type { CurrentUser } from '../http/route.ts';

/** Administrators see every ingestion, others those of their own uploads. */
export function requireWatchable(
  user: CurrentUser,
  report: IngestionReport | null,
): IngestionReport {
  if (report && (user.role === 'admin' || report.ownerId === user.id)) return report;
  throw new Problem('not_found');
}
