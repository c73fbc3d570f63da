import type { Em } from '../../orm.config.ts';

/** In the order in which they were named. */
export async function findAuthorNames(em: Em, audiobookId: string): Promise<string[]> {
  const rows = await em
    .getKysely()
    .selectFrom('audiobook_authors')
    .innerJoin('authors', 'authors.id', 'audiobook_authors.author_id')
    .select('authors.name')
    .where('audiobook_id', '=', audiobookId)
    .orderBy('position')
    .execute();
  return rows.map((row) => row.name);
}
