import type { Context } from 'koa';

/**
 * Ties a redirect to the browser that began it. `__Host-`: set by this host alone, over TLS (browsers count localhost as
 * such), for every path. The only cookie that there is. Source: RFC 6265bis §4.1.3.2.
 */
const name = '__Host-lector-oauth';
const maxAgeSeconds = 600;
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax';

export function setOauthCookie(ctx: Context, state: string): void {
  ctx.append('Set-Cookie', `${name}=${state}; ${attributes}; Max-Age=${maxAgeSeconds}`);
}

export function readOauthCookie(ctx: Context): string | null {
  const pairs = ctx
    .get('cookie')
    .split(';')
    .map((pair) => pair.trim());
  const found = pairs.filter((pair) => pair.startsWith(`${name}=`));
  // Two of that name mean that somebody else has set one.
  return found.length === 1 ? (found[0]?.slice(name.length + 1) ?? null) : null;
}

export function clearOauthCookie(ctx: Context): void {
  ctx.append('Set-Cookie', `${name}=; ${attributes}; Max-Age=0`);
}
