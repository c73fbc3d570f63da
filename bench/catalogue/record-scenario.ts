import pg from 'pg';
import { createOrm } from '../../db/orm.config.ts';
import type { Statement } from '../measure-sql.ts';
import type { Scenario } from './scenarios.ts';

const requests = 300;

/** Runs what a scenario asks of the database, and takes down the statements as they go out: one list a request. */
export async function recordScenario(
  databaseUrl: string,
  ask: NonNullable<Scenario['ask']>,
): Promise<Statement[][]> {
  const recorded: Statement[][] = [];
  const original = pg.Client.prototype.query;
  const orm = createOrm({ url: databaseUrl, poolSize: 1 });
  pg.Client.prototype.query = function record(this: pg.Client, ...given: unknown[]) {
    const [first, values] = given;
    const { text = first, values: own = values } = (typeof first === 'object' ? first : {}) as {
      text?: unknown;
      values?: unknown;
    };
    if (typeof text === 'string') {
      recorded.at(-1)?.push({ text, values: Array.isArray(own) ? own : [] });
    }
    return Reflect.apply(original, this, given) as never;
  };
  try {
    for (let request = 0; request < requests; request += 1) {
      recorded.push([]);
      await ask(orm.em.fork());
    }
  } finally {
    pg.Client.prototype.query = original;
    await orm.close();
  }
  return recorded;
}
