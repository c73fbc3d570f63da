import { newId } from '../new-id.ts';
import type { Tx } from '../transaction.ts';

type NamedTable = 'authors' | 'narrators' | 'genres' | 'series' | 'tags';

/**
 * The rows of these names, made where they are missing. Names are compared without regard to case; the spelling that
 * came first stays. Safe against others who do the same at the same time.
 *
 * @returns ids in the order of the names, each once
 */
export async function findOrMakeByName(
  tx: Tx,
  table: NamedTable,
  names: string[],
): Promise<string[]> {
  const wanted = [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
  if (wanted.length === 0) return [];
  const kysely = tx.getKysely();
  await kysely
    .insertInto(table)
    // Always in the same order, or two transactions could wait for each other.
    .values([...wanted].sort().map((name) => ({ id: newId(), name })))
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const rows = await kysely
    .selectFrom(table)
    .select(['id', 'name'])
    .where('name', 'in', wanted)
    .execute();
  const idByName = new Map(rows.map((row) => [row.name.toLowerCase(), row.id]));
  return wanted.flatMap((name) => idByName.get(name.toLowerCase()) ?? []);
}
