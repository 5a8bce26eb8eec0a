// A certified OAuth 2.0 server (oidc-provider) and, behind it, a small API that asks it about each token (RFC 7662).

import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The client that the server knows. It may ask for the scopes `read` and `write`. */
export type OidcClient = {
  readonly id: string;
  readonly secret: string;
  readonly authentication: 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
  /** For `private_key_jwt`: what assertions are signed with, and the private key as PEM, of which the server gets the public one. */
  readonly assertion?: { readonly algorithm: 'RS256' | 'PS256' | 'ES256'; readonly privateKey: string };
};

/** One request that reached the server. */
export type OidcCall = {
  readonly path: string;
  readonly status: number;
  /** What was sent as Bearer token. */
  readonly token: string | undefined;
};

/** A running server. */
export type OidcServer = {
  readonly url: string;
  /** The calls of the token endpoint and of the API, in their order; not what the API itself asks. */
  readonly calls: readonly OidcCall[];
  close(): Promise<void>;
};

/** The API that tokens are for, by its resource indicator (RFC 8707). */
export const RESOURCE = 'urn:example:parcels';

/** The API's own client, with which it asks about tokens. */
const inspector = { id: 'parcels-api', secret: 'only-asks-about-tokens' };

/**
 * Starts a server that issues opaque tokens for the scopes `read` and `write`, and serves `GET /parcels` to those that
 * hold a live token with the scope `read`. The caller closes it.
 * @param revokeAfter the token in use is destroyed once, after the API has accepted it this often; never when left out
 */
export async function startOidcServer(client: OidcClient, { revokeAfter }: { revokeAfter?: number } = {}): Promise<OidcServer> {
  const calls: OidcCall[] = [];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = await providerAt(url, client);
  const serveProvider = provider.callback();
  let accepted = 0;

  const serveApi = async (token: string | undefined, response: ServerResponse): Promise<void> => {
    const refusal = token === undefined ? {} : await refusalOf(url, token);
    if (refusal !== undefined) {
      // Without any credentials a challenge says nothing about an error (RFC 6750 section 3.1).
      const status = refusal.error === 'insufficient_scope' ? 403 : 401;
      const error = refusal.error === undefined ? '' : `, error="${refusal.error}"`;
      response.writeHead(status, { 'Content-Type': 'application/json', 'WWW-Authenticate': `Bearer realm="parcels"${error}` });
      response.end(JSON.stringify({ error: refusal.error ?? 'no_token' }));
      return;
    }
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify([{ id: 'p1' }]));
    accepted++;
    if (accepted === revokeAfter) await (await provider.ClientCredentials.find(token ?? ''))?.destroy();
  };

  server.on('request', (request: IncomingMessage, response) => {
    const path = (request.url ?? '').replace(/\?.*$/, '');
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (path === '/token' || path === '/parcels') response.on('finish', () => calls.push({ path, status: response.statusCode, token }));
    if (path === '/parcels') void serveApi(token, response).catch(() => response.destroy());
    else void serveProvider(request, response);
  });
  return {
    url,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The provider itself, at the address that it calls its issuer. */
async function providerAt(url: string, client: OidcClient) {
  const { Provider } = await import('oidc-provider');
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const common = {
    redirect_uris: [],
    response_types: [],
    grant_types: ['client_credentials'],
    id_token_signed_response_alg: 'ES256' as const,
  };
  return new Provider(url, {
    clients: [
      {
        ...common,
        client_id: client.id,
        client_secret: client.secret,
        token_endpoint_auth_method: client.authentication,
        scope: 'read write',
        ...assertionOf(client),
      },
      { ...common, client_id: inspector.id, client_secret: inspector.secret, grant_types: [] },
    ],
    // Keys of its own and no interaction, or it warns of each default that is not for production.
    jwks: { keys: [{ ...key, alg: 'ES256', use: 'sig' }] },
    cookies: { keys: ['not used'] },
    scopes: ['read', 'write'],
    enabledJWA: { clientAuthSigningAlgValues: ['HS256', 'RS256', 'PS256', 'ES256'] },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt', 'none'],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({ scope: 'read write', accessTokenFormat: 'opaque' as const, accessTokenTTL: 3600 }),
      },
    },
    ttl: { ClientCredentials: 3600 },
  });
}

/** What the server knows of the client's key. */
function assertionOf({ authentication, assertion }: OidcClient) {
  if (authentication === 'client_secret_jwt') return { token_endpoint_auth_signing_alg: 'HS256' as const };
  if (!assertion) return {};
  const jwk = createPublicKey(assertion.privateKey).export({ format: 'jwk' });
  return { token_endpoint_auth_signing_alg: assertion.algorithm, jwks: { keys: [{ ...jwk, use: 'sig', kid: 'key-1' }] } };
}

/** Why a token gives no access to the API; undefined when it does. */
async function refusalOf(url: string, token: string): Promise<{ readonly error?: string } | undefined> {
  const answer = await fetch(`${url}/token/introspection`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from(`${inspector.id}:${inspector.secret}`).toString('base64')}` },
    body: new URLSearchParams({ token }),
  });
  const { active, scope } = (await answer.json()) as { active: boolean; scope?: string };
  if (!active) return { error: 'invalid_token' };
  return scope?.split(' ').includes('read') ? undefined : { error: 'insufficient_scope' };
}
