import pg from 'pg';
import { summarize, type Measured } from './measured.ts';

export interface Statement {
  text: string;
  values: unknown[];
}

interface SqlRun {
  databaseUrl: string;
  connections: number;
  seconds: number;
  /** What one request asks of the database, for many requests. */
  statements: Statement[][];
}

/** As many connections as the API has clients, each sending the statements of one request after the other. */
export async function measureSql(run: SqlRun): Promise<Measured> {
  const { databaseUrl, connections, seconds, statements } = run;
  const latencies: number[] = [];
  const endAt = performance.now() + seconds * 1000;
  let next = 0;
  let failed = 0;

  async function work(): Promise<void> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    while (performance.now() < endAt) {
      const startedAt = performance.now();
      for (const { text, values } of statements[next++ % statements.length] ?? []) {
        await client.query(text, values).catch(() => (failed += 1));
      }
      latencies.push(performance.now() - startedAt);
    }
    await client.end();
  }

  await Promise.all(Array.from({ length: connections }, work));
  return summarize(latencies, seconds, failed);
}
