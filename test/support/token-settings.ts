import type { TokenSettings } from '../../scripts/postman/sandbox/token-settings.d.ts';

/** The settings of a token endpoint at `{{baseUrl}}/oauth/token`, with what a test wants to be different. */
export function tokenSettings(changes: Partial<TokenSettings> = {}): TokenSettings {
  const isPublic = changes.clientAuthentication === 'none';
  return {
    tokenUrl: '{{baseUrl}}/oauth/token',
    clientAuthentication: 'client_secret_post',
    basicEncoding: 'form',
    clientId: '{{clientId}}',
    ...(isPublic ? {} : { clientSecret: '{{clientSecret}}' }),
    timeout: 180_000,
    refreshBefore: 60_000,
    refreshOn: [401, 498],
    attempts: 3,
    maxWait: 30_000,
    accessTokenVariable: 'accessToken',
    stateVariable: 'oauthToken',
    required: [],
    ...changes,
  };
}
