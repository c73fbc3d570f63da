import type { Operation } from '../http/route.ts';
import { getProgress } from './get-progress.ts';
import { recordProgress, replaceProgress } from './record-progress.ts';
import { syncProgress } from './sync-progress.ts';

/** `sync` before the ids that it could be taken for. */
export const progressOperations: Operation[] = [
  syncProgress,
  getProgress,
  recordProgress,
  replaceProgress,
];
