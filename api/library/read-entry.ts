import type { z } from 'zod';
import type { Em } from '../../db/orm.config.ts';
import { findLibraryEntry } from '../../db/repositories/listening/library.ts';
import type { Viewer } from '../../domain/listening/access.ts';
import { Problem } from '../http/problem.ts';
import { presentEntry, withShown } from './present.ts';
import type { libraryItemSchema } from './schema.ts';

/** @throws Problem `not_found` where it is not in the library */
export async function readEntry(
  em: Em,
  viewer: Viewer,
  audiobookId: string,
  publicUrl: string,
): Promise<z.input<typeof libraryItemSchema>> {
  const found = await findLibraryEntry(em, viewer, audiobookId);
  const [entry] = await withShown(em, viewer, found ? [found] : []);
  if (!entry) throw new Problem('not_found', { detail: 'It is not in the library.' });
  return presentEntry(entry, publicUrl);
}
