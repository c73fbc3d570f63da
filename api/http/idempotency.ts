import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import type { IdempotencyKey } from '../../db/entities/idempotency-key.ts';
import { Problem } from './problem.ts';

/**
 * The `Idempotency-Key` of a request, or null where there is none.
 *
 * Source: draft-ietf-httpapi-idempotency-key-header
 */
export function idempotencyKeyOf(ctx: Context): string | null {
  const key = ctx.get('idempotency-key').trim();
  if (key === '') return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    const message = '1 to 255 visible ASCII characters';
    throw new Problem('validation_failed', {
      details: [{ path: 'header.idempotency-key', message }],
    });
  }
  return key;
}

/** @throws Problem `idempotency_key_required` */
export function requireIdempotencyKey(ctx: Context): string {
  const key = idempotencyKeyOf(ctx);
  if (key === null) throw new Problem('idempotency_key_required');
  return key;
}

export function hashRequest(request: unknown): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('hex');
}

/**
 * What to answer to a key that was used before.
 *
 * @returns the answer of then, or null where its process died before it answered: then the resource tells
 * @throws Problem `idempotency_key_reused` for another request, `idempotency_key_in_flight`
 */
export function earlierAnswer(
  use: IdempotencyKey,
  requestHash: string,
): { status: number; body: unknown } | null {
  if (use.requestHash !== requestHash) throw new Problem('idempotency_key_reused');
  if (use.responseStatus !== null && use.responseStatus !== undefined) {
    return { status: use.responseStatus, body: use.responseBody };
  }
  if (use.inFlightUntil > new Date()) {
    throw new Problem('idempotency_key_in_flight', { headers: { 'Retry-After': '1' } });
  }
  return null;
}
