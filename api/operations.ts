import { accountOperations } from './account/operations.ts';
import { adminOperations } from './admin/operations.ts';
import { audiobooksOperations } from './audiobooks/operations.ts';
import { authOperations } from './auth/operations.ts';
import { bookmarksOperations } from './bookmarks/operations.ts';
import { cartOperations } from './cart/operations.ts';
import type { Operation } from './http/route.ts';
import { ingestionsOperations } from './ingestions/operations.ts';
import { libraryOperations } from './library/operations.ts';
import { listeningOperations } from './listening/operations.ts';
import { myBooksOperations } from './my-books/operations.ts';
import { ordersOperations } from './orders/operations.ts';
import { reviewsOperations } from './reviews/operations.ts';
import { shelvesOperations } from './shelves/operations.ts';
import { streamingOperations } from './streaming/operations.ts';
import { tasksOperations } from './tasks/operations.ts';
import { transcribeOperations } from './transcribe/operations.ts';
import { progressOperations } from './progress/operations.ts';
import { uploadsOperations } from './uploads/operations.ts';
import { usersOperations } from './users/operations.ts';

/** All of the API: the routing table and the OpenAPI document are made from this list. */
export const operations: Operation[] = [
  authOperations,
  accountOperations,
  usersOperations,
  audiobooksOperations,
  uploadsOperations,
  streamingOperations,
  reviewsOperations,
  shelvesOperations,
  ingestionsOperations,
  cartOperations,
  ordersOperations,
  myBooksOperations,
  transcribeOperations,
  progressOperations,
  listeningOperations,
  libraryOperations,
  bookmarksOperations,
  tasksOperations,
  adminOperations,
].flat();
