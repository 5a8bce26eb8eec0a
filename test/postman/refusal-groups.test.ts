// Refusals share a script only when they are held to the same; each of them is in the collection once.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { collectionOf } from '../../scripts/postman/collection.ts';
import type { Item, ItemGroup } from '../../scripts/postman/collection-types.ts';
import { apiWith } from '../support/mock-api.ts';

/** The refusals of the token endpoint, as lists of those that are in one folder. */
function groupsOf(refusals: string): string[][] {
  const api = apiWith({
    settings: `
token:
  responses:
    200: { description: The token, schema: { required: [access_token] }, example: { access_token: a-token } }
    400: { description: No, schema: { required: [error] }, example: { error: invalid_request } }
    401: { description: Who, schema: { required: [error] }, example: { error: invalid_client } }
  refusals: ${refusals}
`,
  });
  const groups: string[][] = [];
  const walk = (entries: readonly (Item | ItemGroup)[]): void => {
    for (const entry of entries) {
      if (!('item' in entry)) continue;
      const names = entry.item.flatMap((each) => ('request' in each ? [each.name.replace('Get an access token: ', '')] : []));
      if (names.some((name) => name.startsWith('refuses'))) groups.push(names.filter((name) => name.startsWith('refuses')));
      walk(entry.item);
    }
  };
  walk(collectionOf(api, 'contract').item);
  return groups.filter((names) => names.some((name) => /secret|client|grant|scope/.test(name)));
}

const [secret, client, none] = [
  'refuses a wrong secret',
  'refuses a client that it does not know',
  'refuses a request without client authentication',
];
const [missing, unknown, scope] = [
  'refuses a request without grant_type',
  'refuses a grant type that there is not',
  'refuses a scope that there is not',
];

describe('the folders of refusals', () => {
  test('hold those of one status together', () => {
    expect(
      groupsOf('{ wrongSecret: 401, unknownClient: 401, missingClient: 401, missingGrantType: 400, unknownGrantType: 400 }'),
    ).to.deep.equal([
      [secret, client, none],
      [missing, unknown],
    ]);
  });

  test('keep those apart of which one status is to say different things', () => {
    const saying = (error: string): string =>
      `{ status: 400, schema: { properties: { error: { const: ${error} } } }, example: { error: ${error} } }`;
    const refusals = `{ missingGrantType: ${saying('invalid_request')}, unknownGrantType: ${saying('unsupported_grant_type')} }`;
    expect(groupsOf(refusals).slice(1)).to.deep.equal([[missing], [unknown]]);
  });

  test('hold each refusal once, in whatever order they come', () => {
    const refusals =
      '{ wrongSecret: off, unknownClient: off, missingClient: off, missingGrantType: 400, unknownGrantType: 401, unknownScope: 400 }';
    expect(groupsOf(refusals)).to.deep.equal([[missing, scope], [unknown]]);
  });
});
