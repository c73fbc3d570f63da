import { LockMode } from '@mikro-orm/core';
import { Audiobook, type Visibility } from '../../entities/audiobook.ts';
import type { Tx } from '../../transaction.ts';
import { linkByName } from './audiobook-links.ts';
import { findOrMakeByName } from './names.ts';
import { refreshSearch } from '../search/search-index.ts';

/** What is known of an audiobook beside its recording. What is not given stays as it is. */
export interface BookChanges {
  title?: string | undefined;
  description?: string | undefined;
  authors?: string[] | undefined;
  narrators?: string[] | undefined;
  genres?: string[] | undefined;
  tags?: string[] | undefined;
  series?: string | null | undefined;
  seriesPosition?: number | null | undefined;
  language?: string | null | undefined;
  publisher?: string | null | undefined;
  isbn?: string | null | undefined;
  releaseDate?: string | null | undefined;
  priceMinor?: number | undefined;
  currency?: string | undefined;
}

/** Nobody else changes it before the transaction ends. */
export function lockAudiobook(tx: Tx, id: string): Promise<Audiobook | null> {
  return tx.findOne(Audiobook, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** @throws UnknownReference for a person, genre or series that is named by an id that there is not */
export async function editAudiobook(
  tx: Tx,
  audiobook: Audiobook,
  changes: BookChanges,
): Promise<void> {
  const { authors, narrators, genres, tags, series, ...plain } = changes;
  for (const [name, value] of Object.entries(plain)) {
    if (value !== undefined) Object.assign(audiobook, { [name]: value });
  }
  if (series !== undefined) {
    const [seriesId = null] = series === null ? [] : await findOrMakeByName(tx, 'series', [series]);
    audiobook.series = seriesId;
  }
  await tx.flush();
  await linkByName(tx, audiobook.id, {
    ...(authors && { authors }),
    ...(narrators && { narrators }),
    ...(genres && { genres }),
    ...(tags && { tags }),
  });
  await refreshSearch(tx, [audiobook.id]);
}

interface Draft {
  id: string;
  ownerId: string;
  visibility: Visibility;
  title: string;
}

/** An audiobook in the catalogue whose recording is still to come. */
export async function createDraft(
  tx: Tx,
  { id, ownerId, visibility, title }: Draft,
  changes: BookChanges,
): Promise<void> {
  const draft = tx.create(Audiobook, { id, owner: ownerId, visibility, title, status: 'draft' });
  tx.persist(draft);
  await tx.flush();
  await editAudiobook(tx, draft, changes);
}
