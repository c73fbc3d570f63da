import { timingSafeEqual } from 'node:crypto';
import { parse, stringify, validate } from 'uuid';
import { hashToken, newOpaqueToken } from '../../platform/auth/opaque-tokens.ts';

/** `lk_<id>_<secret>`: the prefix lets scanners of leaked secrets find it, the id lets us. */
const format = /^lk_([0-9a-f]{32})_([\w-]{43})$/;

export function newApiKey(id: string): { key: string; secretHash: Buffer } {
  const secret = newOpaqueToken();
  const hex = Buffer.from(parse(id)).toString('hex');
  return { key: `lk_${hex}_${secret}`, secretHash: hashToken(secret) };
}

/** @returns null for what is no key of ours */
export function readApiKey(text: string): { id: string; secretHash: Buffer } | null {
  const [, hex = '', secret = ''] = format.exec(text) ?? [];
  if (hex === '') return null;
  const id = stringify(Buffer.from(hex, 'hex'));
  return validate(id) ? { id, secretHash: hashToken(secret) } : null;
}

export function isSameHash(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
