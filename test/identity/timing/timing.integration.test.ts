import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../support/api.ts';
import { measureTiming, probes } from './measure-timing.ts';
import { byLuck } from './telling-apart.ts';

/** Enough to see a query too many. `npm run measure:timing` takes 2,000. */
const pairs = 60;

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ RATE_LIMIT_FACTOR: '1000000' });
});
afterAll(() => api.stop());

describe('known and unknown mail addresses cannot be told apart by time', () => {
  it.each(Object.keys(probes) as (keyof typeof probes)[])(
    '%s',
    async (probe) => {
      const { auc } = await measureTiming(api, probe, pairs);
      expect(auc).toBeLessThan(byLuck(pairs));
    },
    180_000,
  );
});
