import { describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import { clientAddress } from '../../../api/http/client-address.ts';

function seen(remoteAddress: string | undefined, forwardedFor?: string, trusted: string[] = []) {
  const headers = forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
  return clientAddress(
    { headers, socket: { remoteAddress } } as unknown as IncomingMessage,
    trusted,
  );
}

describe('clientAddress', () => {
  it('is the peer where nobody is trusted, whatever it claims', () => {
    expect(seen('203.0.113.9', '198.51.100.1')).toBe('203.0.113.9');
  });

  it('is what a trusted proxy saw', () => {
    expect(seen('10.0.0.2', '198.51.100.1', ['10.0.0.0/8'])).toBe('198.51.100.1');
    expect(seen('10.0.0.2', '198.51.100.1', ['10.0.0.2'])).toBe('198.51.100.1');
    expect(seen('10.0.0.2', '198.51.100.1', ['10.0.0.3'])).toBe('10.0.0.2');
  });

  it('does not believe what stands left of the first stranger', () => {
    const claims = '1.1.1.1, 198.51.100.1, 10.0.0.3';
    expect(seen('10.0.0.2', claims, ['10.0.0.0/8'])).toBe('198.51.100.1');
  });

  it('goes no further than it can read', () => {
    expect(seen('10.0.0.2', '198.51.100.1, unknown', ['10.0.0.0/8'])).toBe('10.0.0.2');
    expect(seen('10.0.0.2', '198.51.100.1, , ', ['10.0.0.0/8'])).toBe('10.0.0.2');
    expect(seen('10.0.0.2', '', ['10.0.0.0/8'])).toBe('10.0.0.2');
    expect(seen('10.0.0.2', "'; drop table users", ['10.0.0.0/8'])).toBe('10.0.0.2');
  });

  it('is the farthest proxy where all are trusted', () => {
    expect(seen('10.0.0.2', '10.0.0.4, 10.0.0.3', ['10.0.0.0/8'])).toBe('10.0.0.4');
  });

  it('knows IPv4 that arrives on an IPv6 socket', () => {
    expect(seen('::ffff:203.0.113.9')).toBe('203.0.113.9');
    expect(seen('::ffff:10.0.0.2', '198.51.100.1', ['10.0.0.0/8'])).toBe('198.51.100.1');
  });

  it('knows IPv6 and its blocks', () => {
    expect(seen('2001:db8::2', '2001:db8:ffff::1', ['2001:db8::/64'])).toBe('2001:db8:ffff::1');
    expect(seen('2001:db8:1::2', '2001:db8:ffff::1', ['2001:db8::/64'])).toBe('2001:db8:1::2');
  });

  it('leaves the interface out of a link-local address', () => {
    expect(seen('fe80::1%eth0')).toBe('fe80::1');
    expect(seen('fe80::1%eth0', '198.51.100.1', ['fe80::/10'])).toBe('198.51.100.1');
  });

  it('is unknown where the socket is gone', () => {
    expect(seen(undefined)).toBe('unknown');
  });
});
