import type { IngestionStatus } from '../../../domain/contracts/ingest-audiobook.ts';
import type { Em } from '../../orm.config.ts';

/** Ids of audiobooks by the status of their ingestion, newest first. */
export async function listIngestionIds(
  em: Em,
  status: IngestionStatus | undefined,
  page: { limit: number; offset: number },
): Promise<{ count: number; ids: string[] }> {
  let query = em.getKysely().selectFrom('audiobooks');
  if (status !== undefined) query = query.where('status', '=', status);
  const { count } = await query
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const rows = await query
    .select('id')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { count, ids: rows.map((row) => row.id) };
}
