import type { Json, JsonObject } from '../../source/json.ts';
import { reservedVariables } from '../../source/reserved-variables.ts';
import type { Notes } from '../notes.ts';
import type { PostmanAuth, PostmanCollection, PostmanRequest } from './collection.ts';
import type { Variables } from './names.ts';

/** How an API gets its tokens, and how its requests show who they are. */
export interface Credentials {
  /** The `auth` of api.yaml; undefined when the collection gets no token from a client's credentials. */
  readonly auth: Json | undefined;
  /** The requests that ask for the token: the collection does that by itself. */
  readonly tokenRequests: ReadonlySet<PostmanRequest>;
  /** What a request has because of how it shows who it is. */
  readonly of: (request: PostmanRequest) => RequestCredentials;
}

export interface RequestCredentials {
  /** `none` where the API has tokens and the request goes without. */
  readonly auth?: 'none';
  readonly header?: readonly [name: string, value: string];
  readonly query?: readonly [name: string, value: string];
}

/** Finds how tokens are obtained: an OAuth 2.0 block of client credentials, or a request that asks for a token in that way. */
export function credentialsOf(collection: PostmanCollection, file: string, variables: Variables, notes: Notes): Credentials {
  const { requests } = collection;
  const tokenRequests = new Set(requests.filter((request) => fieldOf(request, 'grant_type') === 'client_credentials'));
  const block = requests.map(({ auth }) => auth).find((auth) => auth?.type === 'oauth2' && isClientCredentials(auth.settings));
  const [asking] = tokenRequests;
  const found = block ? fromBlock(block.settings, variables) : asking ? fromRequest(asking, variables) : undefined;
  const carrier = found && requests.map(({ auth: own }) => own).find((own) => own?.type === 'apikey' && isToken(own.settings.get('value')));
  const auth = found && carrier ? { ...found, send: sendOf(carrier) } : found;
  if (auth !== undefined) {
    for (const request of tokenRequests)
      notes.add('token-request', { file, pointer: request.pointer }, [...request.folders, request.name].join(' › '));
  }
  return {
    auth,
    tokenRequests: auth === undefined ? new Set() : tokenRequests,
    of: (request) => ofRequest(request, auth !== undefined, file, variables, notes),
  };
}

function ofRequest(request: PostmanRequest, hasToken: boolean, file: string, variables: Variables, notes: Notes): RequestCredentials {
  const { auth, headers } = request;
  const none: RequestCredentials = hasToken ? { auth: 'none' } : {};
  const own = headers.find(({ key, disabled }) => !disabled && key.toLowerCase() === 'authorization');
  const setting = (name: string): string => auth?.settings.get(name) ?? '';
  const note = (detail: string) =>
    notes.add('security', { file, pointer: request.pointer }, `${[...request.folders, request.name].join(' › ')}: ${detail}`);
  switch (auth?.type) {
    case undefined:
    case 'noauth': {
      if (own === undefined) return none;
      // A bearer token that a script put into a variable is the API's token.
      if (hasToken && /^Bearer\s+\{\{[^{}]*\}\}$/i.test(own.value)) return {};
      const [, scheme, rest = own.value] = /^(Bearer|Basic|Token|ApiKey)\s+(.+)$/is.exec(own.value) ?? [];
      const value = /^\{\{[^{}]*\}\}$/.test(rest.trim())
        ? hidden(rest.trim(), variables, 'token')
        : variables.secret('authorization', 'What requests send as Authorization.');
      return { ...none, header: ['Authorization', scheme === undefined ? value : `${scheme} ${value}`] };
    }
    case 'oauth2':
      if (hasToken && isClientCredentials(auth.settings)) return {};
      note(`OAuth 2.0 with ${setting('grant_type') || 'a token that was obtained by hand'}`);
      return { ...none, header: ['Authorization', `Bearer ${variables.secret('oauthAccessToken', 'An access token of the API.')}`] };
    case 'bearer':
      if (hasToken && /^\{\{[^{}]*\}\}$/.test(setting('token').trim())) return {};
      return { ...none, header: ['Authorization', `Bearer ${hidden(setting('token'), variables, 'bearerToken')}`] };
    case 'basic':
      return {
        ...none,
        header: ['Authorization', `Basic ${variables.secret('basicCredentials', 'The name and the password, "name:password" in Base64.')}`],
      };
    case 'apikey': {
      if (hasToken && isToken(setting('value'))) return {};
      const pair = [setting('key') || 'X-Api-Key', hidden(setting('value'), variables, 'apiKey')] as const;
      return setting('in') === 'query' ? { ...none, query: pair } : { ...none, header: pair };
    }
    default:
      note(`${auth?.type} is not supported; the request goes without`);
      return none;
  }
}

/** A secret in a variable of its own, or the variable that it already stands in. */
function hidden(value: string, variables: Variables, name: string): string {
  const own = /^\{\{\s*([^{}$]+?)\s*\}\}$/.exec(value.trim())?.[1] ?? name;
  return variables.secret(own, 'What requests show who they are with.');
}

/** Whether a value is the token that a script of the collection keeps. */
function isToken(value: string | undefined): boolean {
  return /^\{\{\s*[^{}]*token\s*\}\}$/i.test(value ?? '');
}

/** How requests carry the token, where that is not "Authorization: Bearer". */
function sendOf({ settings }: PostmanAuth): JsonObject {
  return { in: settings.get('in') === 'query' ? 'query' : 'header', name: settings.get('key') ?? 'Authorization', scheme: '' };
}

function fromBlock(settings: ReadonlyMap<string, string>, variables: Variables): JsonObject {
  const said = (name: string): string => settings.get(name) ?? '';
  return {
    grant: 'client_credentials',
    tokenUrl: variables.sent(said('accessTokenUrl') || '{{baseUrl}}/oauth/token', 'an address'),
    clientAuthentication: said('client_authentication') === 'body' ? 'client_secret_post' : 'client_secret_basic',
    ...client(said('clientId'), said('clientSecret'), variables),
    ...(said('scope') === '' ? {} : { scope: scopesOf(variables.sent(said('scope'), 'scope')) }),
    ...(said('addTokenTo') === 'queryParams' ? { send: { in: 'query' } } : {}),
  };
}

function fromRequest(request: PostmanRequest, variables: Variables): JsonObject {
  const field = (name: string): string => fieldOf(request, name) ?? '';
  const [address = ''] = request.url.raw.split(/[?#]/);
  const inBody = field('client_secret') !== '';
  const basic = request.auth?.type === 'basic' ? request.auth.settings : new Map<string, string>();
  const id = inBody ? field('client_id') : (basic.get('username') ?? field('client_id'));
  const scope = field('scope');
  return {
    grant: 'client_credentials',
    tokenUrl: variables.sent(address, 'an address'),
    clientAuthentication: inBody ? 'client_secret_post' : 'client_secret_basic',
    ...client(id, inBody ? field('client_secret') : (basic.get('password') ?? ''), variables),
    ...(scope === '' ? {} : { scope: scopesOf(variables.sent(scope, 'scope')) }),
    ...(field('audience') === '' ? {} : { audience: variables.sent(field('audience'), 'audience') }),
  };
}

/** Id and secret of the client: both are secrets of the environment. */
function client(id: string, secret: string, variables: Variables): { clientId?: string; clientSecret?: string } {
  // What the collections of Postern put there themselves is the client's own.
  const name = (value: string, usual: string): string => {
    const found = /^\{\{\s*([^{}$]+?)\s*\}\}$/.exec(value)?.[1] ?? usual;
    return reservedVariables.includes(found) ? usual : found;
  };
  const clientId = variables.secret(name(id, 'clientId'), 'The id of the client.');
  const clientSecret = variables.secret(name(secret, 'clientSecret'), 'The secret of the client.');
  return {
    ...(clientId === '{{clientId}}' ? {} : { clientId }),
    ...(clientSecret === '{{clientSecret}}' ? {} : { clientSecret }),
  };
}

function isClientCredentials(settings: ReadonlyMap<string, string>): boolean {
  return settings.get('grant_type') === 'client_credentials';
}

function fieldOf({ body, method }: PostmanRequest, name: string): string | undefined {
  const list = body?.['mode'] === 'urlencoded' && method === 'POST' ? body['urlencoded'] : undefined;
  const fields = Array.isArray(list) ? (list as readonly { readonly [key: string]: Json }[]) : [];
  const value = fields.find((field) => field?.['key'] === name && field['disabled'] !== true)?.['value'];
  return typeof value === 'string' ? value : undefined;
}

function scopesOf(text: string): string[] {
  return text.split(/\s+/).filter((scope) => scope !== '');
}
