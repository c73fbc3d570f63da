import { validate as isUuid } from 'uuid';
import { newId } from '../../new-id.ts';
import type { Tx } from '../../transaction.ts';

export type NamedTable = 'authors' | 'narrators' | 'genres' | 'series' | 'tags';

/** Somebody named a row by an id that there is not. */
export class UnknownReference extends Error {
  readonly table: NamedTable;
  readonly id: string;

  constructor(table: NamedTable, id: string) {
    super(`There is no ${id} among the ${table}.`);
    this.name = 'UnknownReference';
    this.table = table;
    this.id = id;
  }
}

/**
 * The rows of these names or ids; a name that is new is made. Names are compared without regard to case, and the
 * spelling that came first stays. Safe against others who do the same at the same time.
 *
 * @returns ids in the order given, each once
 * @throws UnknownReference for an id that there is not
 */
export async function findOrMakeByName(
  tx: Tx,
  table: NamedTable,
  namesOrIds: string[],
): Promise<string[]> {
  const ids = namesOrIds.filter((value) => isUuid(value));
  const names = namesOrIds.filter((value) => !isUuid(value));
  await requireIds(tx, table, ids);
  const idByName = await makeMissing(tx, table, names);
  const found = namesOrIds.flatMap((value) =>
    isUuid(value) ? [value] : (idByName.get(value.toLowerCase()) ?? []),
  );
  return [...new Set(found)];
}

async function requireIds(tx: Tx, table: NamedTable, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await tx.getKysely().selectFrom(table).select('id').where('id', 'in', ids).execute();
  const known = new Set(rows.map((row) => row.id));
  const unknown = ids.find((id) => !known.has(id.toLowerCase()));
  if (unknown !== undefined) throw new UnknownReference(table, unknown);
}

async function makeMissing(
  tx: Tx,
  table: NamedTable,
  names: string[],
): Promise<Map<string, string>> {
  const wanted = [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
  if (wanted.length === 0) return new Map();
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
  return new Map(rows.map((row) => [row.name.toLowerCase(), row.id]));
}
