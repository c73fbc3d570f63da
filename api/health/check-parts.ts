import type { ApiDeps } from '../api-deps.ts';

const patienceMs = 3000;

/** What the API cannot do its work without, each with a question that only a working part answers. */
const checks = {
  db: ({ orm }: ApiDeps) => orm.em.fork().getConnection().execute('select 1'),
  storage: ({ storage }: ApiDeps) => storage.check(AbortSignal.timeout(patienceMs)),
  temporal: ({ temporal }: ApiDeps) =>
    temporal.connection.withDeadline(Date.now() + patienceMs, () =>
      temporal.workflowService.describeNamespace({ namespace: temporal.options.namespace }),
    ),
};

export type PartName = keyof typeof checks;
export const partNames = Object.keys(checks) as PartName[];

export interface PartHealth {
  status: 'ok' | 'failing';
  latency_ms: number;
}

export async function checkPart(deps: ApiDeps, part: PartName): Promise<PartHealth> {
  const startedAt = performance.now();
  const elapsed = () => Math.round(performance.now() - startedAt);
  try {
    await Promise.race([checks[part](deps), timeout()]);
    return { status: 'ok', latency_ms: elapsed() };
  } catch (error) {
    deps.log.warn({ err: error, part }, 'health check failed');
    return { status: 'failing', latency_ms: elapsed() };
  }
}

async function timeout(): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  setTimeout(() => reject(new Error('No answer in time')), patienceMs).unref();
  return promise;
}
