import type { Operation } from '../http/route.ts';
import { getIngestion } from './get-ingestion.ts';
import { listIngestions } from './list-ingestions.ts';
import { retryIngestion } from './retry-ingestion.ts';
import { watchIngestion } from './watch-ingestion.ts';

export const ingestionsOperations: Operation[] = [
  getIngestion,
  watchIngestion,
  listIngestions,
  retryIngestion,
];
