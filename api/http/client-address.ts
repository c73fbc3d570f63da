import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

const blockLists = new WeakMap<string[], BlockList>();

/**
 * The address of whoever sent the request. `X-Forwarded-For` is read from the right, as far as trusted proxies wrote it:
 * what stands further left anybody may have made up.
 *
 * @param trustedProxies addresses and CIDR blocks
 */
export function clientAddress(request: IncomingMessage, trustedProxies: string[]): string {
  const trusted = trustedList(trustedProxies);
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const hops = [...forwarded.map((hop) => hop.trim()), request.socket.remoteAddress ?? ''];
  let address = '';
  for (const hop of hops.toReversed()) {
    const candidate = plainAddress(hop);
    if (isIP(candidate) === 0) break;
    address = candidate;
    if (!isTrusted(trusted, address)) break;
  }
  return address === '' ? 'unknown' : address;
}

function trustedList(trustedProxies: string[]): BlockList {
  const known = blockLists.get(trustedProxies);
  if (known) return known;
  const list = new BlockList();
  for (const entry of trustedProxies) {
    const [address = '', prefix] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  blockLists.set(trustedProxies, list);
  return list;
}

function isTrusted(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Without what sockets add: IPv4 inside of IPv6 (`::ffff:192.0.2.1`, RFC 4291 §2.5.5.2), and the interface of a
 * link-local address (`fe80::1%eth0`, RFC 4007 §11), which Postgres takes for no address.
 */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}
