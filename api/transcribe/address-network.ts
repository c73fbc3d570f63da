import { isIPv6 } from 'node:net';

/**
 * What is counted as one place: an IPv4 address, or an IPv6 /64, within which anybody has as many addresses as they
 * like (RFC 4291 §2.5.4).
 */
export function addressNetwork(address: string): string {
  if (!isIPv6(address)) return address;
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [before = '', after] = canonical.split('::');
  const head = groups(before);
  const tail = groups(after ?? '');
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(':')}::/64`;
}

function groups(text: string): string[] {
  return text === '' ? [] : text.split(':');
}
