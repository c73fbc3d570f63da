import { seal, unseal } from './sealing.ts';

const purpose = 'refresh token';

/** Encrypts the next refresh token under the one that it replaces: only who has the old one can read it. */
export function sealToken(next: string, previous: string): Buffer {
  return seal(next, previous, purpose);
}

export function unsealToken(sealed: Uint8Array, previous: string): string {
  return unseal(sealed, previous, purpose);
}
