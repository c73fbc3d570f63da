import type { Tx } from '../../transaction.ts';
import { findOrMakeByName } from './names.ts';

const links = {
  authors: { table: 'audiobook_authors', column: 'author_id' },
  narrators: { table: 'audiobook_narrators', column: 'narrator_id' },
  genres: { table: 'audiobook_genres', column: 'genre_id' },
  tags: { table: 'audiobook_tags', column: 'tag_id' },
} as const;

export type LinkedNames = Partial<Record<keyof typeof links, string[]>>;

/** Sets who and what an audiobook goes with, by name, in this order. What is not given stays as it is. */
export async function linkByName(tx: Tx, audiobookId: string, names: LinkedNames): Promise<void> {
  for (const kind of ['authors', 'narrators', 'genres', 'tags'] as const) {
    const given = names[kind];
    if (!given) continue;
    const ids = await findOrMakeByName(tx, kind, given);
    await replaceLinks(tx, kind, audiobookId, ids);
  }
  if (Object.keys(names).length > 0) await raiseVersion(tx, audiobookId);
}

/** The links are in other tables, but they are shown as the audiobook's. */
async function raiseVersion(tx: Tx, audiobookId: string): Promise<void> {
  await tx
    .getKysely()
    .updateTable('audiobooks')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', audiobookId)
    .execute();
}

async function replaceLinks(
  tx: Tx,
  kind: keyof typeof links,
  audiobookId: string,
  ids: string[],
): Promise<void> {
  const { table, column } = links[kind];
  const kysely = tx.getKysely();
  await kysely.deleteFrom(table).where('audiobook_id', '=', audiobookId).execute();
  if (ids.length === 0) return;
  const rows = ids.map((id, index) => ({
    audiobook_id: audiobookId,
    [column]: id,
    position: index + 1,
  }));
  await kysely.insertInto(table).values(rows).execute();
}
