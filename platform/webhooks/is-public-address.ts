import { BlockList, isIP } from 'node:net';

const refused = new BlockList();

/** Source: IANA's special-purpose address registries (RFC 6890), multicast (RFC 5771) and class E. */
const refusedIpv4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'],
  ...['172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24'],
  ...['192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];
/** Of what is global unicast at all: IETF protocols (Teredo among them), documentation, 6to4. */
const refusedIpv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'];

for (const [family, blocks] of [
  ['ipv4', refusedIpv4],
  ['ipv6', refusedIpv6],
] as const) {
  for (const block of blocks) {
    const [address = '', prefix] = block.split('/');
    refused.addSubnet(address, Number(prefix), family);
  }
}

/** RFC 4291 §2.4. What maps or translates IPv4 (::ffff:0:0/96, 64:ff9b::/96, 64:ff9b:1::/48) lies outside of it. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether an address is one of the public Internet, that is, none by which somebody could reach into our network. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !refused.check(address, 'ipv4');
  if (version !== 6 || !globalUnicast.check(address, 'ipv6')) return false;
  return !refused.check(address, 'ipv6');
}

export function isLoopbackAddress(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && loopback.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
