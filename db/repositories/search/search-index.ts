import { sql } from 'kysely';
import type { Tx } from '../../transaction.ts';

/** Makes what is searched of these audiobooks anew; what is not for sale is found no more. */
export async function refreshSearch(tx: Tx, audiobookIds: readonly string[]): Promise<void> {
  await sql`select refresh_audiobook_search(${audiobookIds}::uuid[])`.execute(tx.getKysely());
}
