import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operations } from '../../../api/operations.ts';
import { outcome } from '../../../dev/generators/describe-access.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { callAs } from './call-operation.ts';
import { callers } from './callers.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ RATE_LIMIT_FACTOR: '100000' });
});
afterAll(() => api.stop());

/** An operation that is added joins by itself. */
const named = operations.map((operation) => ({
  name: `${operation.method.toUpperCase()} ${operation.path}`,
  operation,
}));

describe('who may do what is as declared', () => {
  it.each(named)('$name', async ({ operation }) => {
    const found = await Promise.all(
      callers.map(async (caller) => [caller, await callAs(api, operation, caller)] as const),
    );
    const declared = callers.map((caller) => [caller, outcome(operation, caller)] as const);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(declared));
  });
});
