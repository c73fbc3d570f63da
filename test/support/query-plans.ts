import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Em } from '../../db/orm.config.ts';
import { getTypeParser } from '../../db/type-parsers.ts';

interface Asked {
  sql: string;
  parameters: readonly unknown[];
}

/** A database of a test's own, with everything noted that repositories ask of it. */
export interface QueryPlans {
  pool: pg.Pool;
  /** What repositories need of the ORM. */
  em: Em;
  /** Tables that are read from one end to the other by what `work` asks. */
  scannedBy(work: () => Promise<unknown>): Promise<string[]>;
}

export function notePlans(databaseUrl: string): QueryPlans {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, types: { getTypeParser } });
  let asked: Asked[] = [];
  const kysely = new Kysely({
    dialect: new PostgresDialect({ pool }),
    log: ({ query: { sql, parameters } }) => void asked.push({ sql, parameters }),
  });
  const em = {
    getKysely: () => kysely,
    transactional: <Result>(work: (inner: Em) => Result) => work(em as unknown as Em),
  };

  async function scannedBy(work: () => Promise<unknown>): Promise<string[]> {
    asked = [];
    await work();
    const tables: string[] = [];
    for (const statement of asked) tables.push(...(await scannedTables(pool, statement)));
    return tables;
  }

  return { pool, em: em as unknown as Em, scannedBy };
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: PlanNode[];
}

async function scannedTables(pool: pg.Pool, { sql, parameters }: Asked): Promise<string[]> {
  const { rows } = await pool.query(`explain (format json) ${sql}`, [...parameters]);
  const [{ Plan: plan }] = (rows[0] as { 'QUERY PLAN': [{ Plan: PlanNode }] })['QUERY PLAN'];
  const nodes: PlanNode[] = [plan];
  // It grows as it is walked.
  for (const node of nodes) nodes.push(...(node.Plans ?? []));
  return nodes
    .filter((node) => node['Node Type'].includes('Seq Scan'))
    .map((node) => node['Relation Name'] ?? '');
}
