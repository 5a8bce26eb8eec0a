import { constants, createHmac, createPrivateKey, randomUUID, sign } from 'node:crypto';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { RunningMock } from '../../scripts/mock/server.ts';
import { clientKey, pemOf } from '../support/client-keys.ts';
import { apiOf, things } from '../support/mock-api.ts';
import { ask, type Received, withMock } from '../support/mock-client.ts';

type Algorithm = 'RS256' | 'PS256' | 'ES256' | 'HS256';

const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** An API whose client signs; `assertion` is written as a YAML map. */
const apiThat = (method: string, assertion?: string) =>
  apiOf({
    'api.yaml': `name: Sample\nauth:\n  grant: client_credentials\n  tokenUrl: "{{baseUrl}}/oauth/token"\n  clientAuthentication: ${method}\n${assertion === undefined ? '' : `  assertion: ${assertion}\n`}`,
    'environments/dev.yaml':
      'name: Dev\nvariables: { baseUrl: https://api.example.com/v1 }\nsecrets: { clientId: {}, clientSecret: {}, privateKey: {} }\n',
    'endpoints/all.yaml': `folder: All\nendpoints:\n${things.replace(/^(?=.)/gm, '  ')}`,
  });

/** A JWT signed by node:crypto. */
function jwt(header: { alg: Algorithm; [name: string]: unknown }, claims: object, key: string): string {
  const message = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const data = Buffer.from(message);
  const signatures = {
    HS256: () => createHmac('sha256', key).update(data).digest(),
    RS256: () => sign('sha256', data, createPrivateKey(key)),
    PS256: () => sign('sha256', data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
    ES256: () => sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }),
  };
  return `${message}.${signatures[header.alg]().toString('base64url')}`;
}

const now = () => Math.floor(Date.now() / 1000);
const claimsFor = (mock: RunningMock) => ({
  iss: 'mock-client',
  sub: 'mock-client',
  aud: `${mock.variables['baseUrl']}/oauth/token`,
  jti: randomUUID(),
  iat: now(),
  exp: now() + 60,
});

function post(mock: RunningMock, assertion: string, more: Record<string, string> = {}, headers = {}): Promise<Received> {
  const fields = { grant_type: 'client_credentials', client_assertion_type: type, client_assertion: assertion, ...more };
  return ask(mock.variables['baseUrl'] ?? '', '/oauth/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  });
}

function expectRefusal(answer: Received, reason: string): void {
  expect([answer.status, answer.json()]).to.deep.equal([401, { error: 'invalid_client', error_description: reason }]);
}

describe('a client that signs', { concurrency: true }, () => {
  const ways = [
    ['private_key_jwt', 'RS256', undefined],
    ['private_key_jwt', 'PS256', '{ algorithm: PS256 }'],
    ['private_key_jwt', 'ES256', '{ algorithm: ES256 }'],
    ['client_secret_jwt', 'HS256', undefined],
  ] as const;
  for (const [method, alg, assertion] of ways) {
    it(`with ${alg} gets a token for an assertion signed with the key of the mock, and with no other`, async () => {
      await withMock(apiThat(method, assertion), {}, async (mock) => {
        const { privateKey = '', clientSecret = '' } = mock.variables;
        const key = alg === 'HS256' ? clientSecret : privateKey;
        expect((await post(mock, jwt({ alg }, claimsFor(mock), key))).status).to.equal(200);
        const wrong = alg === 'HS256' ? 'another secret' : pemOf(clientKey(alg, 'not the mock'));
        expectRefusal(await post(mock, jwt({ alg }, claimsFor(mock), wrong)), 'the signature is not that of the client');
      });
    });
  }

  it('gets a key of its own from each mock', async () => {
    const keys: (string | undefined)[] = [];
    for (let i = 0; i < 2; i++) {
      await withMock(apiThat('private_key_jwt', '{ algorithm: ES256 }'), {}, (mock) => {
        keys.push(mock.variables['privateKey']);
        return Promise.resolve();
      });
    }
    expect(keys[0]).to.match(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(keys[0]).not.to.equal(keys[1]);
  });

  it('is refused with the reason for each thing that is wrong', async () => {
    await withMock(apiThat('private_key_jwt', '{ algorithm: ES256, keyId: key-1, audience: "urn:{{baseUrl}}" }'), {}, async (mock) => {
      const key = mock.variables['privateKey'] ?? '';
      const right = () => ({ ...claimsFor(mock), aud: `urn:${mock.variables['baseUrl']}` });
      const signed = (claims: object, header: object = {}) =>
        jwt({ alg: 'ES256', kid: 'key-1', ...header }, { ...right(), ...claims }, key);
      expect((await post(mock, signed({}))).status).to.equal(200);
      expect((await post(mock, signed({ aud: ['urn:x', right().aud] }), { client_id: 'mock-client' })).status).to.equal(200);

      const used = signed({});
      expect((await post(mock, used)).status).to.equal(200);
      expectRefusal(await post(mock, used), 'the assertion was used before: each needs a jti of its own');

      const reasons: [assertion: string, reason: string][] = [
        [signed({ iss: 'x' }), 'iss and sub have to be the client id'],
        [signed({ sub: 'x' }), 'iss and sub have to be the client id'],
        [signed({ aud: 'urn:x' }), 'aud is not this server'],
        [signed({ aud: undefined }), 'aud is not this server'],
        [signed({ exp: now() - 1 }), 'exp is missing, or past'],
        [signed({ exp: undefined }), 'exp is missing, or past'],
        [signed({ exp: now() + 7200 }), 'exp is more than 3600 s ahead'],
        [signed({ iat: now() + 600 }), 'iat is no time, or in the future'],
        [signed({ jti: undefined }), 'jti is missing'],
        [signed({}, { kid: 'key-2' }), 'the assertion names another key (kid)'],
        [signed({}, { alg: 'HS256' }), 'the assertion has to be signed with ES256'],
        ['', 'client_assertion is missing, or no JWT'],
        ['a.b.c', 'client_assertion is missing, or no JWT'],
        [`${signed({})}.x`, 'client_assertion is missing, or no JWT'],
        [signed({}).replace(/[^.]*$/, ''), 'the signature is not that of the client'],
      ];
      for (const [assertion, reason] of reasons) expectRefusal(await post(mock, assertion), reason);
      expectRefusal(await post(mock, signed({}), { client_id: 'x' }), 'client_id is not the client of the assertion');
      expectRefusal(
        await post(mock, signed({}), { client_secret: 'x' }),
        'the client authenticates by private_key_jwt, not by client_secret',
      );
      expectRefusal(await post(mock, signed({}), { client_assertion_type: 'x' }), `client_assertion_type has to be ${type}`);
    });
  });

  it('never has its key or an assertion in the log', async () => {
    await withMock(apiThat('private_key_jwt', '{ algorithm: ES256 }'), {}, async (mock) => {
      const key = mock.variables['privateKey'] ?? '';
      const part = key.split('\n')[1] ?? '';
      expect(part).to.have.length.above(40);
      await ask(mock.url, `/${part.replace(/[/+]/g, (sign) => encodeURIComponent(sign))}`);
      await post(mock, jwt({ alg: 'ES256' }, { ...claimsFor(mock), aud: 'x' }, key));
      expect(mock.log).to.have.length(2);
      expect(mock.log[0]?.path).to.equal('/‹secret›');
      expect(JSON.stringify(mock.log)).not.to.match(/eyJ/);
    });
  });
});
