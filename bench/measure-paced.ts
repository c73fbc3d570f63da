import { Pool } from 'undici';
import { summarize, type BenchRequest, type Measured } from './measured.ts';

interface PacedRun {
  apiUrl: string;
  connections: number;
  seconds: number;
  /** Requests a second, over all connections. */
  rate: number;
  /** @param number counts the requests */
  draw: (number: number) => BenchRequest;
}

/** As many clients as connections, each asking now and then: the gaps are those of independent people (exponential). */
export async function measurePaced(run: PacedRun): Promise<Measured> {
  const { apiUrl, connections, seconds, rate, draw } = run;
  const pool = new Pool(apiUrl, { connections, pipelining: 1 });
  const latencies: number[] = [];
  const endAt = performance.now() + seconds * 1000;
  const meanGapMs = (connections / rate) * 1000;
  let sent = 0;
  let failed = 0;

  async function client(): Promise<void> {
    for (;;) {
      const gapMs = -Math.log(1 - Math.random()) * meanGapMs;
      await new Promise((resolve) => setTimeout(resolve, gapMs));
      if (performance.now() > endAt) return;
      const { method, path, token, body } = draw((sent += 1));
      const startedAt = performance.now();
      const answer = await pool.request({
        method,
        path: `/api/v1${path}`,
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
      await answer.body.dump();
      if (answer.statusCode >= 400) failed += 1;
      latencies.push(performance.now() - startedAt);
    }
  }

  await Promise.all(Array.from({ length: connections }, client));
  await pool.close();
  return summarize(latencies, seconds, failed);
}
