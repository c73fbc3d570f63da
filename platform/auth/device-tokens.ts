import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { createSignedTokens } from './signed-tokens.ts';

const ttlSeconds = 400 * 86_400;

/** Says that its bearer is the same device as last time, and nothing about who sits in front of it. */
export interface DeviceTokens {
  /** Seconds that a token lasts; as long as browsers keep a cookie (RFC 6265bis §5.5). */
  readonly ttlSeconds: number;
  issue(deviceId: string): Promise<string>;
  /** @returns the device's id, or null */
  verify(token: string): Promise<string | null>;
}

export function createDeviceTokens(privateKey: KeyObject): DeviceTokens {
  const kind = { type: 'device+jwt', audience: 'lector-device', ttlSeconds };
  const tokens = createSignedTokens(privateKey, kind);
  return {
    ttlSeconds,
    issue: (deviceId) => tokens.issue(deviceId, {}),
    verify: async (token) => {
      const claims = z.object({ sub: z.uuid() }).safeParse(await tokens.verify(token));
      return claims.success ? claims.data.sub : null;
    },
  };
}
