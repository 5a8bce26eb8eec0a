import type { FormPart, MockRequest } from '../mock/exchange.ts';
import { splitTarget } from '../mock/receive.ts';
import { fill, fillJson, type Variables } from '../mock/template.ts';
import type { Auth, NamedValue, Request, RequestBody } from '../model/model.ts';
import { fillIn } from '../model/template.ts';
import { basicCredentials, basicHeader } from '../postman/sandbox/token-form.js';

/** What Postman's dynamic variables stand for here: something of their form that is the same each time. */
const dynamic: Readonly<Record<string, string>> = {
  $guid: '9b0f6f1e-6d2c-4c9a-8a56-0d6a4e1f2b3c',
  $randomUUID: '9b0f6f1e-6d2c-4c9a-8a56-0d6a4e1f2b3c',
  $timestamp: '1767225600',
  $isoTimestamp: '2026-01-01T00:00:00.000Z',
  $randomInt: '17',
};

/**
 * A request of the model as the mock receives it from Postman, every variable filled in.
 * @param token the access token that it carries when it carries one
 */
export function httpRequestOf(request: Request, auth: Auth | undefined, variables: Variables, token: string): MockRequest {
  const filled = (text: string) => fillIn(fill(text, variables), (name) => dynamic[name] ?? (name.startsWith('$') ? 'sample' : undefined));
  const path = request.path.replace(/(?<!\{)\{([^{}]+)\}(?!\})/g, (_, name: string) =>
    encodeURIComponent(filled(request.pathValues[name] ?? '')),
  );
  const query: NamedValue[] = request.query.map(({ name, value }) => ({ name: filled(name), value: filled(value) }));
  const headers = new Map<string, string[]>();
  const add = (name: string, value: string) => headers.set(name.toLowerCase(), [...(headers.get(name.toLowerCase()) ?? []), value]);
  for (const { name, value } of request.headers) add(name, filled(value));

  if (auth && request.auth === 'token') {
    const { send } = auth;
    const value = send.scheme === '' ? token : `${send.scheme} ${token}`;
    if (send.in === 'query') query.push({ name: send.name, value });
    else add(send.name, value);
  }
  if (auth && request.auth === 'basic')
    add('authorization', basicHeader(basicCredentials(auth.basicEncoding, filled(auth.clientId), filled(auth.clientSecret))));

  const { contentType, body, parts } = bodyOf(request.body, filled, variables);
  if (contentType !== undefined && !headers.has('content-type')) add('content-type', contentType);
  const base = splitTarget(filled(request.baseUrl));
  return {
    method: request.method,
    path: `${base.path.replace(/\/$/, '')}${path}` || '/',
    query: query.map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&'),
    headers,
    body,
    parts,
  };
}

/** The request that a script sends to the token endpoint, as the mock receives it. */
export function httpRequestOfScript(sent: PmSendRequest): MockRequest {
  const { path, query } = splitTarget(sent.url);
  const headers = new Map(Object.entries(sent.header).map(([name, value]) => [name.toLowerCase(), [value]]));
  return { method: sent.method, path, query, headers, body: Buffer.from(sent.body.raw), parts: undefined };
}

function bodyOf(
  body: RequestBody | undefined,
  filled: (text: string) => string,
  variables: Variables,
): { contentType: string | undefined; body: Buffer; parts: readonly FormPart[] | undefined } {
  if (!body) return { contentType: undefined, body: Buffer.alloc(0), parts: undefined };
  const { contentType } = body;
  switch (body.kind) {
    case 'json':
      return { contentType, body: Buffer.from(filled(JSON.stringify(fillJson(body.value, variables)))), parts: undefined };
    case 'text':
      return { contentType, body: Buffer.from(filled(body.text)), parts: undefined };
    case 'urlencoded': {
      const form = body.fields.map(({ name, value }) => `${encodeURIComponent(filled(name))}=${encodeURIComponent(filled(value))}`);
      return { contentType, body: Buffer.from(form.join('&')), parts: undefined };
    }
    case 'multipart': {
      const fields = body.fields.map(({ name, value }) => ({ name, value: filled(value), fileName: undefined }));
      const files = body.files.map(({ name, file }) => ({ name, value: undefined, fileName: file }));
      return { contentType: 'multipart/form-data; boundary=audit', body: Buffer.from('--audit'), parts: [...fields, ...files] };
    }
    case 'binary':
      return { contentType, body: Buffer.from('file'), parts: undefined };
  }
}
