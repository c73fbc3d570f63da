import type { Context } from 'koa';
import type { Em } from '../../db/orm.config.ts';
import { readQuota, type QuotaShare } from '../../db/repositories/transcribe/transcribe-quota.ts';
import type { TranscriptOwner } from '../../db/repositories/transcribe/transcripts.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { CurrentUser } from '../http/route.ts';
import { addressNetwork } from './address-network.ts';
import { readDevice } from './device-token.ts';
import { showQuota } from './quota.ts';

/** Who uses the service, signed in or not. */
export interface Caller {
  /** null for a device that was never here, which has nothing yet. */
  owner: TranscriptOwner | null;
  /** What their uploads are counted under. */
  shares: QuotaShare[];
  /** Uploads left today. */
  remaining: number;
}

interface ServiceCall {
  ctx: Context;
  user: CurrentUser | null;
  address: string;
  em: Em;
  deps: ApiDeps;
}

/** Tells who calls, and tells them how their quota stands. */
export async function meetCaller({ ctx, user, address, em, deps }: ServiceCall): Promise<Caller> {
  const owner = user ? { userId: user.id } : await anonymousOwner(ctx, deps);
  const shares = quotaShares(owner, address, deps);
  const remaining = Math.max(0, await readQuota(em, shares));
  showQuota(ctx, shares, remaining);
  return { owner, shares, remaining };
}

async function anonymousOwner(ctx: Context, deps: ApiDeps): Promise<TranscriptOwner | null> {
  const deviceId = await readDevice(ctx, deps);
  return deviceId === null ? null : { deviceId };
}

/**
 * A user is counted by account. Whoever is not signed in is counted by device and by address: a device that throws its
 * token away is still at the same address.
 */
export function quotaShares(
  owner: TranscriptOwner | null,
  address: string,
  { config }: Pick<ApiDeps, 'config'>,
): QuotaShare[] {
  const { dailyLimits } = config.transcribe;
  if (owner && 'userId' in owner) {
    return [{ caller: `user:${owner.userId}`, limit: dailyLimits.user }];
  }
  const device = owner && { caller: `device:${owner.deviceId}`, limit: dailyLimits.device };
  const network = addressNetwork(address);
  return [
    ...(device ? [device] : []),
    { caller: `address:${network}`, limit: dailyLimits.address },
  ];
}
