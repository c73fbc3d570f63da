import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type CryptoKey } from 'jose';
import { Provider } from 'oidc-provider';
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';

/** What the provider says of an account; the mail address may change, the subject does not. */
export interface OidcAccount {
  email: string;
  email_verified: boolean;
  name?: string;
}

/** A real OpenID provider on loopback in Google's place. */
export interface OidcServer {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** By subject. A sign-in is for the subject that the request's `login_hint` names. */
  accounts: Map<string, OidcAccount>;
  signingKey: { private: CryptoKey; public: CryptoKey; id: string };
  /** Puts another ID token in the place of the provider's own. */
  forgeIdToken: ((genuine: string) => Promise<string>) | null;
  /** Answers every request in the provider's place. */
  outage: 'error' | 'cut' | null;
  discoveryIssuer: string | null;
  stop(): Promise<void>;
}

/** @param redirectUris that the client may be sent back to */
export async function startOidcServer(redirectUris: string[]): Promise<OidcServer> {
  const http = createServer().listen(0, '127.0.0.1');
  await once(http, 'listening');
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const server: OidcServer = {
    issuer,
    clientId: 'lector-test-client',
    clientSecret: 'a-secret-that-the-provider-knows',
    accounts: new Map(),
    signingKey: { private: privateKey, public: publicKey, id: 'key-1' },
    forgeIdToken: null,
    outage: null,
    discoveryIssuer: null,
    stop: async () => {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
  const signingJwk = { ...(await exportJWK(privateKey)), kid: 'key-1', alg: 'RS256', use: 'sig' };
  const provider = createProvider(server, redirectUris, signingJwk);
  const answer = provider.callback();
  http.on('request', (request, response) => {
    if (server.outage === 'cut') return void request.socket.destroy();
    if (server.outage === 'error') return void response.writeHead(500).end('out of order');
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    void signInAndConsent(provider, server.clientId, request, response);
  });
  return server;
}

function createProvider(server: OidcServer, redirectUris: string[], signingJwk: object): Provider {
  const provider = new Provider(server.issuer, {
    clients: [
      {
        client_id: server.clientId,
        client_secret: server.clientSecret,
        redirect_uris: redirectUris,
      },
    ],
    // Named so that it does not warn of itself, and so that it does not tell of its own times.
    adapter: createMemoryAdapter(0),
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    jwks: { keys: [signingJwk] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ['signs the cookies of the tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, subject: string) => ({
      accountId: subject,
      claims: () => ({ sub: subject, ...server.accounts.get(subject) }),
    }),
  });
  provider.use(async (ctx, next) => {
    await next();
    const body = ctx.body as { id_token?: string; issuer?: string };
    if (ctx.path === '/token' && body.id_token && server.forgeIdToken) {
      ctx.body = { ...body, id_token: await server.forgeIdToken(body.id_token) };
    }
    if (ctx.path === '/.well-known/openid-configuration' && server.discoveryIssuer) {
      ctx.body = { ...body, issuer: server.discoveryIssuer };
    }
  });
  return provider;
}

async function signInAndConsent(
  provider: Provider,
  clientId: string,
  ...[request, response]: Parameters<Provider['interactionDetails']>
): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const accountId = params['login_hint'] ?? 'nobody';
  const grant = new provider.Grant({ accountId, clientId });
  grant.addOIDCScope('openid email profile');
  const consent = { grantId: await grant.save() };
  await provider.interactionFinished(request, response, { login: { accountId }, consent });
}
