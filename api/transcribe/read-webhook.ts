import { newOpaqueToken } from '../../platform/auth/opaque-tokens.ts';
import type { Config } from '../../platform/config.ts';
import { checkWebhookUrl } from '../../platform/webhooks/check-webhook-url.ts';
import { Problem } from '../http/problem.ts';

/** @throws Problem `validation_failed` for an address that may not be told */
export function readWebhook(
  given: { webhook_url?: string | undefined; webhook_secret?: string | undefined },
  { transcribe }: Config,
  where: 'form' | 'body',
): { url: string; secret: string } | null {
  const { webhook_url: url, webhook_secret: secret } = given;
  if (url === undefined) return null;
  const rule = { allowLoopback: transcribe.webhookAllowLoopback };
  const message = checkWebhookUrl(url, rule);
  if (message === null) return { url, secret: secret ?? `whsec_${newOpaqueToken()}` };
  throw new Problem('validation_failed', { details: [{ path: `${where}.webhook_url`, message }] });
}
