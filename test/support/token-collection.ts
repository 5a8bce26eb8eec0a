// A small collection made by hand, with the token scripts as they are linked into a real one.

import { link } from '../../scripts/postman/link.ts';
import type { TokenSettings } from '../../scripts/postman/sandbox/token-settings.d.ts';

/** A request of the collection, or a folder of requests. Its one test, "status", expects 200 unless `expects` says otherwise. */
export type TokenItem =
  | { readonly name: string; readonly folder: readonly TokenItem[] }
  | {
      readonly name: string;
      readonly id?: string;
      readonly path: string;
      readonly method?: string;
      readonly expects?: number;
      readonly auth?: 'noauth' | 'basic';
      readonly form?: Readonly<Record<string, string>>;
    };

const lines = (text: string): string[] => text.split('\n');

/** The pre-request script of the collection. */
export function tokenScript(settings: TokenSettings): string {
  const { clientAuthentication, assertion } = settings;
  const tables = { clientAuthentications: [clientAuthentication], ...(assertion ? { assertionSigners: [assertion.algorithm] } : {}) };
  const code = link({ entries: [{ file: 'postman/sandbox/token.js', name: 'keepAccessToken' }], tables });
  return `const settings = ${JSON.stringify(settings, null, 2)};\n\n${code}\nkeepAccessToken(settings);`;
}

/** The test script of a request that expects a status. */
export function statusScript(settings: TokenSettings, expects: number): string {
  const code = link({ entries: [{ file: 'postman/sandbox/repeat-request.js', name: 'repeatWithNewToken' }] });
  const check = `pm.test('status', () => pm.expect(pm.response.code).to.equal(${expects}));`;
  return `const settings = ${JSON.stringify(settings, null, 2)};\n\n${code}\nif (!repeatWithNewToken(settings, ${expects})) ${check}`;
}

/** The collection, in Postman's format v2.1.0. */
export function tokenCollection(settings: TokenSettings, items: readonly TokenItem[]): object {
  return {
    info: { name: 'Token', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: `{{${settings.accessTokenVariable}}}`, type: 'string' }] },
    event: [{ listen: 'prerequest', script: { type: 'text/javascript', exec: lines(tokenScript(settings)) } }],
    item: items.map((item, index) => collectionItem(settings, item, `${index}`)),
  };
}

function collectionItem(settings: TokenSettings, item: TokenItem, place: string): object {
  if ('folder' in item) {
    return { name: item.name, item: item.folder.map((inner, index) => collectionItem(settings, inner, `${place}.${index}`)) };
  }
  const basic = [
    { key: 'username', value: '{{basicUsername}}', type: 'string' },
    { key: 'password', value: '{{basicPassword}}', type: 'string' },
  ];
  return {
    name: item.name,
    id: item.id ?? `item-${place}`,
    event: [{ listen: 'test', script: { type: 'text/javascript', exec: lines(statusScript(settings, item.expects ?? 200)) } }],
    request: {
      method: item.method ?? 'GET',
      url: `{{baseUrl}}${item.path}`,
      ...(item.auth && { auth: { type: item.auth, ...(item.auth === 'basic' && { basic }) } }),
      ...(item.form && { body: { mode: 'urlencoded', urlencoded: Object.entries(item.form).map(([key, value]) => ({ key, value })) } }),
    },
  };
}

/** An environment called "dev". */
export function tokenEnvironment(values: Readonly<Record<string, string>>): object {
  return { id: 'dev', name: 'dev', values: Object.entries(values).map(([key, value]) => ({ key, value, enabled: true })) };
}
