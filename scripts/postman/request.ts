import type { Auth, Endpoint, Request, RequestBody } from '../model/model.ts';
import type { CollectionAuth, CollectionBody, CollectionKind, CollectionRequest, Entry } from './collection-types.ts';
import { urlOf } from './url.ts';

/** A request as the collection format writes it; of one that is only run, nothing is described. */
export function requestOf(request: Request, endpoint: Endpoint, auth: Auth | undefined, kind: CollectionKind): CollectionRequest {
  const body = request.body && bodyOf(request.body, kind);
  const own = itemAuth(request, auth);
  return {
    ...(own ? { auth: own } : {}),
    method: request.method,
    header: headersOf(request, endpoint, kind),
    ...(body ? { body } : {}),
    url: urlOf(request, endpoint, kind),
  };
}

/** How the collection's requests carry the token; the pre-request script gives `{{accessToken}}` its value. */
export function collectionAuth({ send }: Auth, token = '{{accessToken}}'): CollectionAuth {
  const isBearer = send.in === 'header' && send.name.toLowerCase() === 'authorization' && send.scheme === 'Bearer';
  if (isBearer) return { type: 'bearer', bearer: [{ key: 'token', value: token, type: 'string' }] };
  const value = send.scheme === '' ? token : `${send.scheme} ${token}`;
  return {
    type: 'apikey',
    apikey: [
      { key: 'key', value: send.name, type: 'string' },
      { key: 'value', value, type: 'string' },
      { key: 'in', value: send.in, type: 'string' },
    ],
  };
}

/** A request says for itself that it needs no token: scripts cannot see what a folder says. */
function itemAuth(request: Request, auth: Auth | undefined): CollectionAuth | undefined {
  if (request.auth === 'token') return undefined;
  if (request.auth === 'none' || !auth) return { type: 'noauth' };
  if (typeof request.auth === 'object') {
    if ('client' in request.auth) {
      const { id = '{{basicUsername}}', secret = '{{basicPassword}}' }: { id?: string; secret?: string } = request.auth.client;
      return basicAuth(id, secret);
    }
    const token = 'token' in request.auth ? request.auth.token : `{{accessToken without ${request.auth.without}}}`;
    return collectionAuth(auth, token);
  }
  return basicAuth('{{basicUsername}}', '{{basicPassword}}');
}

function basicAuth(username: string, password: string): CollectionAuth {
  return {
    type: 'basic',
    basic: [
      { key: 'username', value: username, type: 'string' },
      { key: 'password', value: password, type: 'string' },
    ],
  };
}

function headersOf(request: Request, endpoint: Endpoint, kind: CollectionKind): Entry[] {
  const entries: Entry[] = request.headers.map(({ name, value }) => {
    if (kind === 'contract') return { key: name, value };
    const parameter = endpoint.parameters.find((each) => each.in === 'header' && each.name.toLowerCase() === name.toLowerCase());
    return { key: name, value, ...(parameter?.description ? { description: parameter.description } : {}) };
  });
  const { body } = request;
  const named = entries.some((entry) => entry.key.toLowerCase() === 'content-type');
  // Form bodies get theirs from Postman, with the boundary that only the sender knows.
  if (body && !named && (body.kind === 'json' || body.kind === 'text' || body.kind === 'binary'))
    entries.push({ key: 'Content-Type', value: body.contentType });
  return entries;
}

/** JSON is spread over lines for people; in a contract it is as short as it can be. */
function bodyOf(body: RequestBody, kind: CollectionKind): CollectionBody {
  switch (body.kind) {
    case 'json':
      return { mode: 'raw', raw: JSON.stringify(body.value, null, kind === 'contract' ? 0 : 2), options: { raw: { language: 'json' } } };
    case 'text':
      return { mode: 'raw', raw: body.text, options: { raw: { language: languageOf(body.contentType) } } };
    case 'urlencoded':
      return { mode: 'urlencoded', urlencoded: body.fields.map(({ name, value }) => ({ key: name, value })) };
    case 'multipart':
      return {
        mode: 'formdata',
        formdata: [
          ...body.fields.map(({ name, value }) => ({ key: name, value, type: 'text' as const })),
          ...body.files.map(({ name, file, contentType }) => ({
            key: name,
            src: file,
            type: 'file' as const,
            ...(contentType ? { contentType } : {}),
          })),
        ],
      };
    case 'binary':
      return { mode: 'file', file: { src: body.file } };
  }
}

/** The name by which Postman colours a body. */
export function languageOf(contentType: string | undefined): string {
  const type = contentType ?? '';
  if (/[/+]json\b/i.test(type)) return 'json';
  if (/[/+]xml\b/i.test(type)) return 'xml';
  if (/\/html\b/i.test(type)) return 'html';
  if (/\/javascript\b/i.test(type)) return 'javascript';
  return 'text';
}
