import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { callbackify } from 'node:util';
import { Agent, buildConnector, request } from 'undici';
import { isLoopbackAddress, isPublicAddress } from './is-public-address.ts';
import { checkWebhookUrl } from './check-webhook-url.ts';

const timeoutMs = 10_000;

interface WebhookRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** What the receiver answered, or why there is no answer; `refused` where none will ever be asked for. */
export type WebhookAnswer = { statusCode: number } | { error: string; refused: boolean };

export interface WebhookSender {
  /** One try, without following redirects. Never throws for what the other side does. */
  send(request: WebhookRequest): Promise<WebhookAnswer>;
  close(): Promise<void>;
}

class RefusedAddress extends Error {}

/**
 * Sends to addresses that strangers name. A name is looked up once, at the connection, and what came of that look-up is
 * what is connected to: a name that answers otherwise the second time gains nothing (DNS rebinding).
 * Source: OWASP, Server-Side Request Forgery Prevention.
 */
export function createWebhookSender(
  rule: { allowLoopback: boolean },
  { resolve = resolveName }: { resolve?: (hostname: string) => Promise<string[]> } = {},
): WebhookSender {
  function requireAllowed(address: string): void {
    if (isPublicAddress(address) || (rule.allowLoopback && isLoopbackAddress(address))) return;
    throw new RefusedAddress(`The webhook's address ${address} is none of the public Internet.`);
  }

  const lookUp = callbackify(async (hostname: string) => {
    const addresses = await resolve(hostname);
    for (const address of addresses) requireAllowed(address);
    return addresses.map((address) => ({ address, family: isIP(address) }));
  });
  const checkedLookup: LookupFunction = (hostname, options, done) => {
    lookUp(hostname, (error, found) => {
      if (error) return done(error, []);
      const [first] = found;
      return options.all || !first ? done(null, found) : done(null, first.address, first.family);
    });
  };

  const connect = buildConnector({ lookup: checkedLookup, timeout: timeoutMs });
  const agent = new Agent({
    connect: (options, done) => {
      // An address needs no look-up, and so gets none: it is checked here.
      const host = options.hostname.replace(/^\[|\]$/g, '');
      try {
        if (isIP(host) !== 0) requireAllowed(host);
      } catch (refusal) {
        return done(refusal as Error, null);
      }
      return connect(options, done);
    },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    // Every event is looked up anew.
    pipelining: 0,
  });

  return {
    async send({ url, headers, body }) {
      const objection = checkWebhookUrl(url, rule);
      if (objection !== null)
        return { error: `The webhook's address: ${objection}.`, refused: true };
      try {
        const { statusCode, body: answer } = await request(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'user-agent': 'Lector-Webhook/1',
            ...headers,
          },
          body,
          dispatcher: agent,
          signal: AbortSignal.timeout(2 * timeoutMs),
        });
        // Its status is all that counts.
        await answer.dump({ limit: 1024 }).catch(() => undefined);
        return { statusCode };
      } catch (error) {
        return { error: (error as Error).message, refused: error instanceof RefusedAddress };
      }
    },
    close: () => agent.close(),
  };
}

async function resolveName(hostname: string): Promise<string[]> {
  const found = await lookup(hostname, { all: true });
  return found.map(({ address }) => address);
}
