import { isIP } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from './is-public-address.ts';

const maxLength = 2048;

/**
 * What can be said against a webhook's address before anything is looked up. Where its name leads is checked at each
 * connection.
 *
 * @returns null where it may be used
 */
export function checkWebhookUrl(text: string, rule: { allowLoopback: boolean }): string | null {
  const url = URL.parse(text);
  if (!url || text.length > maxLength) return 'no address, or one that is too long';
  if (url.username !== '' || url.password !== '') return 'no user name and no password in it';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isLocal = host === 'localhost' || isLoopbackAddress(host);
  if (isLocal && rule.allowLoopback) return /^https?:$/.test(url.protocol) ? null : 'http or https';
  if (url.protocol !== 'https:') return 'https only';
  if (isLocal || (isIP(host) !== 0 && !isPublicAddress(host))) return 'a public address only';
  return null;
}
