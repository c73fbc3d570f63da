import type { z } from 'zod';
import type { StoredBookmark } from '../../db/repositories/listening/bookmarks.ts';
import type { bookmarkSchema } from './schema.ts';

/** @param mayRead whether the user has a right to the transcript */
export function presentBookmark(
  bookmark: StoredBookmark,
  mayRead: boolean,
): z.input<typeof bookmarkSchema> {
  return {
    id: bookmark.id,
    audiobook_id: bookmark.audiobookId,
    position_seconds: bookmark.positionSeconds,
    end_seconds: bookmark.endSeconds,
    note: bookmark.note,
    quote: mayRead ? bookmark.quote : null,
    created_at: bookmark.createdAt.toISOString(),
    updated_at: bookmark.updatedAt.toISOString(),
  };
}
