import type { Context } from 'koa';
import type { ApiDeps } from '../api-deps.ts';

const headerName = 'X-Device-Token';
const cookieName = 'lector-device';
const path = '/api/v1/transcribe';

type Deps = Pick<ApiDeps, 'deviceTokens' | 'config'>;

/**
 * Who calls, where nobody is signed in: the bearer of a token that this server has signed, in the header for programs,
 * in a cookie for browsers.
 *
 * @returns the device's id, or null for one that was never here
 */
export async function readDevice(ctx: Context, { deviceTokens }: Deps): Promise<string | null> {
  const token = ctx.get(headerName) || readCookie(ctx);
  return token === '' ? null : deviceTokens.verify(token);
}

/** Makes a device known: its token goes out in both ways. */
export async function welcomeDevice(ctx: Context, deps: Deps, deviceId: string): Promise<void> {
  const token = await deps.deviceTokens.issue(deviceId);
  const secure = deps.config.http.publicUrl.startsWith('https:') ? '; Secure' : '';
  const attributes = `Path=${path}; HttpOnly; SameSite=Lax; Max-Age=${deps.deviceTokens.ttlSeconds}`;
  ctx.set(headerName, token);
  ctx.append('Set-Cookie', `${cookieName}=${token}; ${attributes}${secure}`);
}

function readCookie(ctx: Context): string {
  const pairs = ctx
    .get('cookie')
    .split(';')
    .map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(`${cookieName}=`));
  return found?.slice(cookieName.length + 1) ?? '';
}
