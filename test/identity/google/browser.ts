/** A browser as far as redirects and cookies go: a jar for each origin, one address at a time. */
export interface Browser {
  /** Sets no cookie that is not of this origin. @returns the answer, redirects not followed */
  visit(url: string): Promise<Response>;
  /** Follows redirects as long as they stay below an origin. @returns where the last one leads */
  followWithin(origin: string, url: string): Promise<string>;
  cookies(origin: string): Map<string, string>;
}

export function openBrowser(): Browser {
  const jars = new Map<string, Map<string, string>>();

  function cookies(origin: string): Map<string, string> {
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  }

  async function visit(url: string): Promise<Response> {
    const jar = cookies(new URL(url).origin);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: cookie ? { cookie } : {} });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0\b/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  async function followWithin(origin: string, url: string): Promise<string> {
    let next = url;
    while (new URL(next).origin === origin) {
      const response = await visit(next);
      const location = response.headers.get('location');
      if (location === null) throw new Error(`${next} answered ${response.status}, no redirect`);
      next = new URL(location, next).href;
    }
    return next;
  }

  return { visit, followWithin, cookies };
}
