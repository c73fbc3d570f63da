import { join } from 'node:path';
import { projectRoot } from '../../dev/stack/project-root.ts';
import { startStack } from '../../dev/stack/start-stack.ts';
import { environmentWith } from '../../platform/config.ts';
import { measureHttp } from '../measure-http.ts';
import { measureSql } from '../measure-sql.ts';
import { prepareCatalogue } from './prepare-catalogue.ts';
import { makeScenarios } from './scenarios.ts';
import { recordScenario } from './record-scenario.ts';

export interface CatalogueBench {
  books: number;
  seconds: number;
  connections: number;
  print: (line: string) => void;
}

const admin = { email: 'admin@lector.test', password: 'correct horse battery staple' };

/**
 * Postgres, S3 and one API process, as `npm start` has them, on a database of their own that stays for the next time.
 * Each kind of request is measured three ways: every request different, so that nothing is answered from memory; drawn
 * from a thousand different ones, as readers ask; and the API's own SQL through pg, without the API.
 */
export async function benchCatalogue(bench: CatalogueBench): Promise<void> {
  const { books, seconds, connections, print } = bench;
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
  print(`\n${connections} connections, ${seconds} s each; milliseconds\n`);
  print(
    '| request | how | per second | p50 | p99 | failed |\n| --- | --- | --- | --- | --- | --- |',
  );
  for (const scenario of makeScenarios(world)) {
    for (const [how, draw] of Object.entries(scenario.http)) {
      const { perSecond, p50, p99, failed } = await measureHttp({
        apiUrl,
        connections,
        seconds,
        draw,
      });
      print(`| ${scenario.name} | ${how} | ${perSecond} | ${p50} | ${p99} | ${failed} |`);
    }
    if (!scenario.ask) continue;
    const statements = await recordScenario(databaseUrl, scenario.ask);
    const { perSecond, p50, p99, failed } = await measureSql({
      databaseUrl,
      connections,
      seconds,
      statements,
    });
    print(`| ${scenario.name} | SQL through pg | ${perSecond} | ${p50} | ${p99} | ${failed} |`);
  }
}
