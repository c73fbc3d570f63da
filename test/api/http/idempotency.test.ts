import { describe, expect, it } from '@jest/globals';
import type { Context } from 'koa';
import {
  earlierAnswer,
  hashRequest,
  idempotencyKeyOf,
  requireIdempotencyKey,
} from '../../../api/http/idempotency.ts';
import type { IdempotencyKey } from '../../../db/entities/idempotency-key.ts';

function asked(key: string): Context {
  return { get: (name: string) => (name === 'idempotency-key' ? key : '') } as unknown as Context;
}

describe('the Idempotency-Key header', () => {
  it.each(['a', '7f1c2e1a-0c4b', '"quoted"', 'x'.repeat(255)])('may be %s', (key) => {
    expect(idempotencyKeyOf(asked(key))).toBe(key);
  });

  it.each(['with space', 'été', 'x'.repeat(256), 'tab\there'])('may not be %j', (key) => {
    expect(() => idempotencyKeyOf(asked(key))).toThrow(
      expect.objectContaining({ code: 'validation_failed', status: 422 }),
    );
  });

  it('may be left out, but not where it is required', () => {
    expect(idempotencyKeyOf(asked(' '))).toBeNull();
    expect(() => requireIdempotencyKey(asked(''))).toThrow(
      expect.objectContaining({ code: 'idempotency_key_required' }),
    );
    expect(requireIdempotencyKey(asked('a'))).toBe('a');
  });
});

describe('earlierAnswer', () => {
  const hash = hashRequest({ payment_method: 'card' });
  const use = {
    requestHash: hash,
    responseStatus: null,
    responseBody: null,
    inFlightUntil: new Date(Date.now() + 10_000),
  } as IdempotencyKey;

  it('is the answer of then', () => {
    const answered = { ...use, responseStatus: 201, responseBody: { id: 1 } };
    expect(earlierAnswer(answered, hash)).toEqual({ status: 201, body: { id: 1 } });
  });

  it('is a refusal to another request, answered or not', () => {
    const other = hashRequest({ payment_method: 'cash' });
    const reused = expect.objectContaining({ code: 'idempotency_key_reused', status: 422 });
    expect(() => earlierAnswer(use, other)).toThrow(reused);
    expect(() => earlierAnswer({ ...use, responseStatus: 201 }, other)).toThrow(reused);
  });

  it('is 409 while the first request is under way, with the time to come back', () => {
    expect(() => earlierAnswer(use, hash)).toThrow(
      expect.objectContaining({
        code: 'idempotency_key_in_flight',
        status: 409,
        headers: { 'Retry-After': '1' },
      }),
    );
  });

  it('is none when its process has died', () => {
    expect(earlierAnswer({ ...use, inFlightUntil: new Date(Date.now() - 1) }, hash)).toBeNull();
  });
});
