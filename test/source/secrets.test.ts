import { describe, it } from 'node:test';
import { expect } from 'chai';
import { secretsOnLine } from '../../scripts/source/secret-places.ts';
import { hasUserInfo, looksLikeSecret, namesSecret, withoutSecretForms } from '../../scripts/source/secrets.ts';
import { SourceFile } from '../../scripts/source/source-file.ts';

/** Texts with the form of a secret, put together here so that no scanner takes this file for a leak. */
const shapes: Readonly<Record<string, string>> = {
  'a private key': `-----BEGIN RSA ${'PRIVATE'} KEY-----`,
  'a JWT': ['eyJhbGciOiJub25lIn0', 'eyJzdWIiOiJkZW1vIn0', 'c2ln'].join('.'),
  'an AWS key': `AKIA${'ABCDEFGH12345678'}`,
  'a GitHub token': `ghp_${'a1B2'.repeat(9)}`,
  'a GitLab token': `glpat-${'a1B2c3D4e5'.repeat(2)}`,
  'a Stripe key': `sk_live_${'a1B2'.repeat(4)}`,
  'a Slack token': `xoxb-${'1234567890-abc'}`,
  'a Postman key': `PMAK-${'a1'.repeat(12)}-${'b2'.repeat(17)}`,
  'a Google key': `AIza${'a1B2c'.repeat(7)}`,
};

describe('forms of secrets', () => {
  for (const [what, text] of Object.entries(shapes)) {
    it(`of ${what} are known, and taken out of a text`, () => {
      expect(looksLikeSecret(`before ${text} after`)).to.equal(true);
      expect(withoutSecretForms(`before ${text}, twice: ${text}`)).not.to.contain(text.slice(4));
    });
  }
  for (const text of [
    'eyJ',
    'eyJhbGciOiJub25lIn0',
    'AKIA',
    'a sk_live_ key',
    'ghp_short',
    'description of a private key',
    '-----BEGIN PUBLIC KEY-----',
    '{{token}}',
  ])
    it(`are not those of ${text}`, () => void expect(looksLikeSecret(text)).to.equal(false));
  it('are the name and password in an address', () => {
    expect(hasUserInfo('https://me:mine@example.com/x')).to.equal(true);
    expect(withoutSecretForms('see https://me:mine@example.com/x')).to.equal('see https://…@example.com/x');
    for (const url of [
      'https://example.com/a:b@c',
      'https://me@example.com',
      'https://{{user}}:{{password}}@example.com',
      'https://example.com?x=a:b@c',
      'me:mine@example.com',
    ])
      expect(hasUserInfo(url), url).to.equal(false);
  });
});

describe('names of secrets', () => {
  for (const name of [
    'clientSecret',
    'client_secret',
    'CLIENT_SECRET',
    'secret',
    'password',
    'userPassword',
    'passwd',
    'passphrase',
    'apiKey',
    'api_key',
    'x-api-key',
    'X-Api-Key',
    'apikey',
    'APIKey',
    'privateKey',
    'private-key',
    'accessToken',
    'access_token',
    'refreshToken',
    'authToken',
    'bearerToken',
    'sessionToken',
    'token',
    'Authorization',
    'Proxy-Authorization',
    'Cookie',
    'clientsecret',
  ])
    it(`${name} is one`, () => void expect(namesSecret(name)).to.equal(true));
  for (const name of [
    'tokenUrl',
    'token_url',
    'publicKeyId',
    'apiKeyId',
    'secretName',
    'tokenType',
    'tokenLife',
    'token_endpoint',
    'privateKeyPath',
    'clientId',
    'secretary',
    'secretaryEmail',
    'passwordHint',
    'passwordPolicy',
    'keyboard',
    'monkey',
    'pageToken',
    'nextPageToken',
    'cookieConsent',
    'authorizationUrl',
    'authorized',
    'trackingNumber',
    'publicKey',
    'description',
    'baseUrl',
    '',
  ])
    it(`${name || 'nothing'} is none`, () => void expect(namesSecret(name)).to.equal(false));
});

/** The last line of a text, with … for what is not shown. */
function shown(text: string): string {
  const source = new SourceFile('a.yaml', text);
  const number = text.split('\n').length;
  const ranges = secretsOnLine(source, number);
  return [...source.line(number)]
    .map((sign, i) => (ranges.some(([start, end]) => i >= start && i < end) ? '…' : sign))
    .join('')
    .replace(/…+/g, '…');
}

describe('secrets on a line of a spec', () => {
  for (const [line, expected] of [
    ['clientSecret: correct horse', 'clientSecret: …'],
    ['  - clientSecret:   correct, horse  # old', '  - clientSecret:   …'],
    ['clientSecret: "correct \\" horse" # old', 'clientSecret: … # old'],
    ["clientSecret: 'it''s' # old", 'clientSecret: … # old'],
    ['clientSecret:correct', 'clientSecret:…'],
    ['"clientSecret":"correct","a":1', '"clientSecret":…,"a":1'],
    ['{ clientSecret: correct, name: A }', '{ clientSecret: …, name: A }'],
    ['a: { clientSecret: [one, two], name: A }', 'a: { clientSecret: …, name: A }'],
    ['password: { example: correct, description: mine }', 'password: { example: …, description: mine }'],
    ['password: { exmaple: correct }', 'password: { exmaple: … }'],
    ['body: client_secret=correct&x=1', 'body: client_secret=…&x=1'],
    ['clientSecret: |correct', 'clientSecret: …'],
    ['clientSecret: &a correct', 'clientSecret: …'],
    ['clientSecret: *correct', 'clientSecret: …'],
    ['clientSecret: !correct', 'clientSecret: …'],
    ['clientSecret: @correct', 'clientSecret: …'],
    ['Authorization: Basic abc', 'Authorization: …'],
    ['url: https://me:mine@example.com', 'url: https://…@example.com'],
    ['clientSecret: |\n  correct: horse', '  …'],
    ['clientSecret:\n  correct', '  …'],
    ['clientSecret:\n- correct', '…'],
    ['clientSecret: "correct\n  horse"', '  …'],
    ['clientSecret:\n  # old\n\n  exmaple: correct', '  exmaple: …'],
    ['secrets:\n  clientId: my-id', '  clientId: …'],
    ['secrets:\n  otherSecret: abc\n    "correct-h0rse": {', '    …'],
    ['privateKey:\n- "correct-h0rse":{', '…'],
    ['secrets:\n  clientId:\n    vaule: my-id', '    vaule: …'],
  ] as const)
    it(`${JSON.stringify(line)} is shown as ${expected}`, () => void expect(shown(line)).to.equal(expected));

  for (const line of [
    'clientSecret: "{{clientSecret}}"',
    'clientSecret: {{clientSecret}}',
    'Authorization: Bearer {{token}}',
    'clientSecret: ""',
    'clientSecret: # to come',
    'clientSecret: |',
    'clientSecret: { from: CLIENT_SECRET, description: Yours. }',
    'tokenUrl: https://example.com/token',
    'secrets: { clientId: { from: CLIENT_ID } }',
    'secrets:\n  clientId: { from: CLIENT_ID, required: true }',
    'secrets:\n  clientId:\n    from: CLIENT_ID',
    'clientSecret: x\nname: Demo',
    'properties:\n  password:\n    type: string',
    '# a comment on secrets',
    '',
  ])
    it(`${JSON.stringify(line)} is shown as it is`, () => void expect(shown(line)).to.equal(line.split('\n').at(-1)));
});
