import type { Client } from 'pg';

const rowsAtOnce = 5000;

/**
 * Inserts many rows, some thousand a statement, one array a column.
 *
 * @param columns name → Postgres type of the column
 */
export async function insertRows<Column extends string>(
  client: Client,
  table: string,
  columns: Record<Column, string>,
  rows: Iterable<Record<Column, unknown>>,
): Promise<number> {
  const names = Object.keys(columns) as Column[];
  const arrays = names.map((name, index) => `$${index + 1}::${columns[name]}[]`);
  const statement = `insert into ${table} (${names.join(', ')})
    select * from unnest(${arrays.join(', ')}) on conflict do nothing`;
  let batch = names.map((): unknown[] => []);
  let inserted = 0;

  async function flush(): Promise<void> {
    const { rowCount } = await client.query(statement, batch);
    inserted += rowCount ?? 0;
    batch = names.map(() => []);
  }

  for (const row of rows) {
    for (const [index, name] of names.entries()) batch[index]?.push(row[name]);
    if (batch[0]?.length === rowsAtOnce) await flush();
  }
  if (batch[0]?.length !== 0) await flush();
  return inserted;
}
