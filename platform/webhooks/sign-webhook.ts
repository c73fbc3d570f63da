import { createHmac } from 'node:crypto';

/**
 * The value of `X-Lector-Signature`: `t=<epoch seconds>,v1=<hex HMAC-SHA-256 of "t.body">`. The time is signed, too, so
 * that a receiver can turn down what somebody sends again later.
 */
export function signWebhook(body: string, secret: string, at: Date): string {
  const t = Math.floor(at.getTime() / 1000);
  const v1 = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
  return `t=${t},v1=${v1}`;
}
