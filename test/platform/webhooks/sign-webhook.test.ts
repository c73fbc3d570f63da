import { createHmac } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { signWebhook } from '../../../platform/webhooks/sign-webhook.ts';

it('signs the time together with the body', () => {
  const at = new Date('2026-11-21T12:00:00.900Z');
  const signature = createHmac('sha256', 'secret').update('1795262400.{"a":1}').digest('hex');
  expect(signWebhook('{"a":1}', 'secret', at)).toBe(`t=1795262400,v1=${signature}`);
});
