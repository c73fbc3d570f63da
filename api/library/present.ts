import type { z } from 'zod';
import type { Em } from '../../db/orm.config.ts';
import {
  findCardsById,
  type AudiobookCard,
} from '../../db/repositories/catalogue/audiobook-cards.ts';
import type { LibraryEntry } from '../../db/repositories/listening/library.ts';
import { findAccess } from '../../db/repositories/listening/audiobook-access.ts';
import { findProgress } from '../../db/repositories/listening/listening-progress.ts';
import type { Viewer } from '../../domain/listening/access.ts';
import { presentAudiobook } from '../audiobooks/present.ts';
import { presentProgress } from '../progress/present.ts';
import type { progressSchema } from '../progress/schema.ts';
import type { libraryItemSchema } from './schema.ts';

interface Shown {
  card: AudiobookCard;
  progress: z.input<typeof progressSchema> | null;
}

/** Joins rows of a list with what is shown of their audiobooks; those that have gone meanwhile are left out. */
export async function withShown<Row extends { audiobookId: string }>(
  em: Em,
  viewer: Viewer,
  rows: readonly Row[],
): Promise<(Row & Shown)[]> {
  const ids = rows.map((row) => row.audiobookId);
  const cards = await findCardsById(em, ids);
  const audiobooks = await findAccess(em, viewer, ids);
  const progress = await findProgress(em, viewer.id, ids);
  return rows.flatMap((row) => {
    const card = cards.get(row.audiobookId);
    const audiobook = audiobooks.get(row.audiobookId);
    const known = progress.get(row.audiobookId);
    if (!card || !audiobook) return [];
    return [{ ...row, card, progress: known ? presentProgress(audiobook, known) : null }];
  });
}

export function presentEntry(
  { card, progress, ...entry }: LibraryEntry & Shown,
  publicUrl: string,
): z.input<typeof libraryItemSchema> {
  return {
    audiobook: presentAudiobook(card, publicUrl),
    collection: entry.collection,
    source: entry.source,
    added_at: entry.addedAt.toISOString(),
    is_favorite: entry.isFavorite,
    may_listen: entry.mayListen,
    progress,
  };
}
