// A sample of the judge's breaks and variations; all of them: node -r ts-node/register test/judge/judge.ts

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { judge } from './verdict.ts';

const breaks = [
  'status: get-instrument 200: status 201',
  'status: delete-member 204: status 200',
  'status: get-hire 404: status 400',
  'content type: export-hires 200: another charset',
  'content type: get-hire 404: no content type',
  'header: get-instrument 200: no ETag',
  'header: list-members 200: Link malformed',
  'header: get-instrument 401: WWW-Authenticate malformed',
  'body: list-members 200: truncated',
  'body: export-hires 200: HTML',
  'property missing: list-members 200: *.contacts missing',
  'property null: get-instrument 200: value.amount null',
  'property too many: get-instrument 200: accessories.* with one more',
  'property of a wrong type: get-valuation 200: tree.amount a string',
  'property of a wrong value: get-instrument 200: id without hyphens',
  'property of a wrong value: get-hire 200: from an impossible date',
  'list or text of a wrong size: get-instrument 200: tags with an item twice',
  'security: no token: get-manual not kept',
  'security: expired token: get-hire not kept',
  'security: scope: create-hire not kept',
  'token rule: the secret must be right: not kept',
  'state: a deleted instrument is gone: not kept',
  'state: a key is used once: not kept',
  'parameter constraint: list-members query page /minimum forgotten',
  'body constraint: return-hire: return-input /required condition forgotten',
];

const variations = [
  'variation: quoted charset',
  'variation: capitals in the media type',
  'variation: headers in small letters',
  'variation: compressed',
  'variation: a token that is revoked',
  'variation: 429 at the token endpoint once',
];

const learnt = ['get-instrument', 'delete-member', 'get-hire', 'list-members', 'export-hires', 'get-valuation'];

describe('an API that Postern knows nothing of', () => {
  test('is noticed to be broken, and not taken for broken when it only varies', async () => {
    const wanted = new Set([...breaks, ...variations]);
    const verdict = await judge({
      runner: 'postern',
      select: ({ kind, name }) => wanted.has(`${kind}: ${name}`),
      learns: (request) => learnt.includes(request.identity[0] ?? ''),
    });
    expect(verdict.baseline).to.deep.equal([]);
    const named = ({ kind, name }: { kind: string; name: string }): string => `${kind}: ${name}`;
    expect([...verdict.breaks, ...verdict.variations].map(named)).to.have.members([...wanted]);
    expect(verdict.breaks.filter(({ green }) => green).map(named)).to.deep.equal([]);
    expect(verdict.variations.filter(({ green }) => !green)).to.deep.equal([]);
  });
});
