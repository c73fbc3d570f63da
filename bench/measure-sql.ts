import pg from 'pg';
import type { Measured } from './measure-http.ts';

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
  latencies.sort((a, b) => a - b);
  const at = (share: number) => Math.round(latencies[Math.floor(latencies.length * share)] ?? 0);
  return { perSecond: Math.round(latencies.length / seconds), p50: at(0.5), p99: at(0.99), failed };
}
