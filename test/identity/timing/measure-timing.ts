import { randomUUID } from 'node:crypto';
import type { TestApi } from '../../support/api.ts';
import { tellApart, type Classifier } from './telling-apart.ts';

const poolSize = 20;

export const probes = {
  login: (email: string) => ({
    path: '/auth/login',
    body: { email, password: 'surely not the password' },
    status: 401,
  }),
  'password reset': (email: string) => ({
    path: '/auth/password-reset',
    body: { email },
    status: 202,
  }),
};

/** Calls with known and unknown addresses by turns, one at a time. */
export async function measureTiming(
  api: TestApi,
  probe: keyof typeof probes,
  pairs: number,
): Promise<Classifier> {
  const known = await Promise.all(
    Array.from({ length: poolSize }, async () => (await api.newUser()).email),
  );
  // As long as the others, and as made up.
  const unknown = known.map(() => `user-${randomUUID().slice(0, 12)}@lector.test`);
  const call = async (email: string) => {
    const { path, body, status } = probes[probe](email);
    const startedAt = performance.now();
    const answer = await api.guest.post(path, body);
    const ms = performance.now() - startedAt;
    if (answer.status !== status) throw new Error(`${path} answered ${answer.status}`);
    return ms;
  };
  for (const email of [...known, ...unknown]) await call(email);
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let pair = 0; pair < pairs; pair += 1) {
    // Neither is always the first: what a call leaves behind slows the next one down.
    const order =
      Math.random() < 0.5 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
    for (const kind of order) {
      const pool = kind === 'known' ? known : unknown;
      times[kind].push(await call(pool[pair % poolSize] ?? ''));
    }
  }
  return tellApart(times.known, times.unknown);
}
