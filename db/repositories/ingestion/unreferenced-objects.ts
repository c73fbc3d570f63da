import { coverKeyOfSize, coverSizes } from '../../../domain/cover-size.ts';
import type { Em } from '../../orm.config.ts';

/** What of an audiobook's folder is known here; whatever else lies there goes with the audiobook alone. */
const audiobookFile = /^(source|sample|cover|upload)[-.]/;

/** The folders that are looked through. */
export const sweptFolders = ['audiobooks/', 'users/', 'transcriptions/', 'tasks/'] as const;

/**
 * Objects of one of those folders that no row refers to.
 *
 * @param keys `<folder>/<id of the row>/<name>`
 */
export async function findUnreferenced(
  em: Em,
  folder: (typeof sweptFolders)[number],
  keys: string[],
): Promise<string[]> {
  const idOf = (key: string) => key.slice(folder.length).split('/')[0] ?? '';
  const known = keys.filter((key) => /^[0-9a-f-]{36}$/.test(idOf(key)));
  if (known.length === 0) return [];
  const ids = [...new Set(known.map(idOf))];
  const isReferenced = await referencesOf(em, folder, ids);
  return known.filter((key) => !isReferenced(idOf(key), key));
}

async function referencesOf(
  em: Em,
  folder: (typeof sweptFolders)[number],
  ids: string[],
): Promise<(id: string, key: string) => boolean> {
  const kysely = em.getKysely();
  if (folder === 'audiobooks/') return audiobookReferences(em, ids);
  if (folder === 'users/') {
    const rows = await kysely
      .selectFrom('users')
      .select('picture_key')
      .where('id', 'in', ids)
      .execute();
    const keys = new Set(rows.map((row) => row.picture_key));
    return (_, key) => keys.has(key);
  }
  const table = folder === 'tasks/' ? 'tasks' : 'transcriptions';
  const rows = await kysely.selectFrom(table).select('id').where('id', 'in', ids).execute();
  const known = new Set(rows.map((row) => row.id));
  return (id) => known.has(id);
}

async function audiobookReferences(em: Em, ids: string[]) {
  const kysely = em.getKysely();
  const books = await kysely
    .selectFrom('audiobooks')
    .select(['id', 'source_key', 'cover_key', 'sample_key'])
    .where('id', 'in', ids)
    .execute();
  const uploads = await kysely
    .selectFrom('uploads')
    .select('key')
    .where('audiobook_id', 'in', ids)
    .where('state', '=', 'open')
    .execute();
  const known = new Set(books.map((book) => book.id));
  const keys = new Set([
    ...uploads.map((upload) => upload.key),
    ...books.flatMap(({ source_key, cover_key: cover, sample_key }) => [
      ...[source_key, cover, sample_key],
      ...(cover === null ? [] : coverSizes.map((size) => coverKeyOfSize(cover, size))),
    ]),
  ]);
  return (id: string, key: string) =>
    keys.has(key) || (known.has(id) && !audiobookFile.test(key.split('/')[2] ?? ''));
}
