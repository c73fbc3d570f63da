import { sql } from 'kysely';
import { symbols } from 'pino';
import type { Em } from '../../../db/orm.config.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { TestLector } from '../../support/lector.ts';

/** Every line that a logger writes from now on, in place of standard output. */
export function captureLines(log: Logger): string[] {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  Object.assign(log, { [symbols.streamSym]: stream });
  return lines;
}

/** Every row of every table as text, bytes in hexadecimal. */
export async function everyRow(em: Em): Promise<string[]> {
  const kysely = em.getKysely();
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(kysely);
  const rows: string[] = [];
  for (const { name } of tables.rows) {
    const found = await sql<{ text: string }>`
      select ${name} || ' ' || t::text as text from ${sql.table(name)} t`.execute(kysely);
    rows.push(...found.rows.map(({ text }) => text));
  }
  return rows;
}

/** Every event of every workflow, with what its payloads say. */
export async function everyHistory({ temporal }: TestLector): Promise<string[]> {
  const histories: string[] = [];
  for await (const { workflowId, runId } of temporal.client.workflow.list()) {
    const history = await temporal.client.workflow.getHandle(workflowId, runId).fetchHistory();
    histories.push(`${workflowId} ${JSON.stringify(history, readableBytes)}`);
  }
  return histories;
}

/** Payloads are base64 in what a history says of itself. */
function readableBytes(name: string, value: unknown): unknown {
  const bytes = value instanceof Uint8Array ? Buffer.from(value) : null;
  if (bytes) return bytes.toString();
  return name === 'data' && typeof value === 'string'
    ? Buffer.from(value, 'base64').toString()
    : value;
}

/** What of some secrets stands in some texts, in the clear or in a dress that anybody takes off. */
export function findSecrets(secrets: Record<string, string>, texts: string[]): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const dresses = [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('hex'),
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    ];
    return texts
      .filter((text) => dresses.some((dress) => text.includes(dress)))
      .map((text) => `${name}: ${text.slice(0, 300)}`);
  });
}
