import type { Operation } from '../http/route.ts';
import { listCompleted } from './list-completed.ts';
import { listCurrent, listCurrentlyListening } from './list-current.ts';
import { listListeningDays } from './list-days.ts';
import { listHistory, listLibraryHistory } from './list-history.ts';

export const listeningOperations: Operation[] = [
  listCurrent,
  listCompleted,
  listHistory,
  listListeningDays,
  listCurrentlyListening,
  listLibraryHistory,
];
