import { join } from 'node:path';
import { pollUntil } from '../../dev/stack/poll-until.ts';
import { projectRoot } from '../../dev/stack/project-root.ts';
import { startStack } from '../../dev/stack/start-stack.ts';
import { environmentWith } from '../../platform/config.ts';
import { measureHttp } from '../measure-http.ts';
import { measurePaced } from '../measure-paced.ts';
import type { Measured } from '../measured.ts';
import { measureSql } from '../measure-sql.ts';
import { prepareCatalogue } from './prepare-catalogue.ts';
import { makeScenarios } from './scenarios.ts';
import { recordScenario } from './record-scenario.ts';

export interface CatalogueBench {
  books: number;
  seconds: number;
  connections: number;
  /** Names of scenarios; null for all. */
  only: readonly string[] | null;
  print: (line: string) => void;
}

/** Requests a second of a busy store: some 10,000 listeners at once. */
const steadyRate = 200;

/** Long enough for the code to be compiled and for what is asked often to be in memory. */
const warmUpSeconds = 3;

const admin = { email: 'admin@lector.test', password: 'correct horse battery staple' };

/**
 * Postgres, S3 and one API process, as `npm start` has them, on a database of their own that stays for the next time.
 * Each kind of request is measured with every request different, so that nothing is answered from memory, and drawn from
 * a thousand different ones, as readers ask; at a steady rate and flat out; and as the API's own SQL through pg.
 */
export async function benchCatalogue(bench: CatalogueBench): Promise<void> {
  const { books, seconds, connections, only, print } = bench;
  await using stack = await startStack({
    directory: join(projectRoot, '.lector', `bench-${books}`),
    parts: ['postgres', 'temporal', 's3', 'mail', 'api'],
    environment: environmentWith({
      LECTOR_ADMIN_EMAIL: admin.email,
      LECTOR_ADMIN_PASSWORD: admin.password,
      // Nothing here asks it.
      OPENAI_BASE_URL: 'http://127.0.0.1:1',
      LOG_LEVEL: 'error',
      RATE_LIMIT_FACTOR: '1000000',
    }),
    report: print,
  });
  const { apiUrl = '', settings } = stack;
  const databaseUrl = settings['DATABASE_URL'] ?? '';
  const world = await prepareCatalogue({ databaseUrl, apiUrl, books, readers: connections, print });
  const isReady = await pollUntil(() => hasCatalogueInMemory(apiUrl, books), { timeoutMs: 60_000 });
  if (!isReady) throw new Error('The API did not take the catalogue into memory within a minute');
  print(
    `\n${connections} connections, ${seconds} s each after ${warmUpSeconds} s to warm up; milliseconds\n`,
  );
  print(
    '| request | how | per second | p50 | p99 | failed |\n| --- | --- | --- | --- | --- | --- |',
  );
  for (const { name, http, ask } of makeScenarios(world)) {
    if (only && !only.includes(name)) continue;
    const show = (how: string, { perSecond, p50, p99, failed }: Measured) =>
      print(`| ${name} | ${how} | ${perSecond} | ${p50} | ${p99} | ${failed} |`);
    for (const [how, draw] of Object.entries(http)) {
      const load = { apiUrl, connections, seconds, draw };
      await measureHttp({ ...load, seconds: warmUpSeconds });
      show(`${how}, flat out`, await measureHttp(load));
      show(`${how}, ${steadyRate} a second`, await measurePaced({ ...load, rate: steadyRate }));
    }
    if (!ask) continue;
    const statements = await recordScenario(databaseUrl, ask);
    show(
      'SQL through pg, flat out',
      await measureSql({ databaseUrl, connections, seconds, statements }),
    );
  }
}

async function hasCatalogueInMemory(apiUrl: string, books: number): Promise<boolean> {
  const answer = await fetch(`${apiUrl}/health/cache`);
  const { books: inMemory } = (await answer.json()) as { books: number | null };
  return inMemory !== null && inMemory >= books;
}
