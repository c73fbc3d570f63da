import type { Operation } from '../http/route.ts';
import { createBookmark } from './create-bookmark.ts';
import { deleteBookmark } from './delete-bookmark.ts';
import { listBookmarks } from './list-bookmarks.ts';
import { replaceBookmark } from './replace-bookmark.ts';

export const bookmarksOperations: Operation[] = [
  listBookmarks,
  createBookmark,
  replaceBookmark,
  deleteBookmark,
];
