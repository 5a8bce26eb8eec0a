// Client assertions as Newman's sandbox signs them, held to RFC 7523 and to the signatures of node:crypto.

import { constants, createHmac, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { expect } from 'chai';
import newman from 'newman';
import { link } from '../../scripts/postman/link.ts';
import type { TokenSettings } from '../../scripts/postman/sandbox/token-settings.d.ts';
import { clientKey, pemOf } from '../support/client-keys.ts';
import { tokenCollection, tokenEnvironment, tokenScript } from '../support/token-collection.ts';
import { behaviours, startTokenServer, type TokenCall, type TokenServerOptions } from '../support/token-server.ts';
import { tokenSettings } from '../support/token-settings.ts';

type Algorithm = NonNullable<TokenSettings['assertion']>['algorithm'];

const secret = 'a sécret +&%{{x}} that is long enough';

function settingsFor(algorithm: Algorithm, more: Partial<NonNullable<TokenSettings['assertion']>> = {}): TokenSettings {
  const { clientSecret, ...settings } = tokenSettings({ clientAuthentication: 'private_key_jwt' });
  if (algorithm === 'HS256') {
    return tokenSettings({ clientAuthentication: 'client_secret_jwt', assertion: { algorithm, ...more } });
  }
  return { ...settings, assertion: { algorithm, key: '{{privateKey}}', ...more } };
}

interface Run {
  readonly calls: readonly TokenCall[];
  readonly apiCalls: number;
  /** The messages of failed tests. */
  readonly failures: readonly string[];
  readonly url: string;
  /** All that scripts wrote. */
  readonly logged: string;
}

/** Sends one request, or the given ones, with a collection that signs. */
async function run(
  settings: TokenSettings,
  privateKey: string,
  { server = {}, paths = ['/a'] }: { server?: TokenServerOptions; paths?: readonly string[] } = {},
): Promise<Run> {
  const running = await startTokenServer(server);
  const environment = tokenEnvironment({
    baseUrl: running.url,
    clientId: 'ali:ba+ba',
    ...(settings.assertion?.algorithm === 'HS256' ? { clientSecret: secret } : { privateKey }),
  });
  const collection = tokenCollection(
    settings,
    paths.map((path) => ({ name: path, path })),
  );
  const failures: string[] = [];
  const logged: string[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      newman
        .run({ collection, environment, reporters: [] } as never, (error: Error | null) => (error ? reject(error) : resolve()))
        .on('assertion', (error) => {
          if (error) failures.push(error.message);
        })
        .on('exception', (_, { error }: { error: Error }) => failures.push(error.message))
        .on('console', (_, { messages }: { messages: unknown[] }) => logged.push(messages.join(' ')));
    });
  } finally {
    await running.close();
  }
  return { calls: running.tokenCalls, apiCalls: running.apiCalls.length, failures, url: running.url, logged: logged.join('\n') };
}

interface Assertion {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly message: Buffer;
  readonly signature: Buffer;
}

function assertionIn(call: TokenCall | undefined): Assertion {
  const text = call?.form['client_assertion'] ?? '';
  expect(text).to.match(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  const [header = '', claims = '', signature = ''] = text.split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  return {
    header: read(header),
    claims: read(claims),
    message: Buffer.from(`${header}.${claims}`),
    signature: Buffer.from(signature, 'base64url'),
  };
}

/** RFC 7518 section 3, by node:crypto. */
function isSignedBy(algorithm: Algorithm, { message, signature }: Assertion, key: KeyObject | undefined): boolean {
  if (algorithm === 'HS256') return createHmac('sha256', secret).update(message).digest().equals(signature);
  if (!key) return false;
  if (algorithm === 'ES256') return verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature);
  const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  return verify('sha256', message, algorithm === 'PS256' ? pss : key, signature);
}

const nothing: KeyObject | undefined = undefined;

describe('a client assertion', { concurrency: 2 }, () => {
  for (const algorithm of ['RS256', 'PS256', 'ES256', 'HS256'] as const) {
    it(`is signed with ${algorithm} as node:crypto verifies it, and says what RFC 7523 asks`, async () => {
      const key = algorithm === 'HS256' ? nothing : clientKey(algorithm);
      const from = Math.floor(Date.now() / 1000);
      const { calls, failures, url, apiCalls, logged } = await run(settingsFor(algorithm), key ? pemOf(key) : '');
      const to = Math.ceil(Date.now() / 1000);
      expect(failures).to.deep.equal([]);
      expect(logged, 'no warning of the sandbox').to.equal('');
      expect([calls.length, apiCalls]).to.deep.equal([1, 1]);
      const [call] = calls;
      const assertion = assertionIn(call);
      expect(call?.form).to.include({
        grant_type: 'client_credentials',
        client_id: 'ali:ba+ba',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      });
      expect(call?.form).not.to.have.property('client_secret');
      expect(call?.headers).not.to.have.property('authorization');
      expect(assertion.header).to.deep.equal({ alg: algorithm, typ: 'JWT' });
      const { iat, exp, jti, ...claims } = assertion.claims;
      expect(claims).to.deep.equal({ iss: 'ali:ba+ba', sub: 'ali:ba+ba', aud: `${url}/oauth/token` });
      expect(iat).to.be.within(from, to);
      expect(exp).to.equal(Number(iat) + 60);
      expect(jti).to.match(/^[0-9a-f-]{36}$/);
      expect(isSignedBy(algorithm, assertion, key)).to.equal(true);
      const other = { ...assertion, message: Buffer.from(`${assertion.message}x`) };
      expect(isSignedBy(algorithm, other, key), 'another message').to.equal(false);
    });
  }

  it('names the key and the audience that are set', async () => {
    const settings = settingsFor('ES256', { keyId: 'key of {{clientId}}', audience: '{{baseUrl}}/' });
    const { calls, url } = await run(settings, pemOf(clientKey('ES256')));
    const { header, claims } = assertionIn(calls[0]);
    expect(header).to.deep.equal({ alg: 'ES256', typ: 'JWT', kid: 'key of ali:ba+ba' });
    expect(claims['aud']).to.equal(`${url}/`);
  });

  it('is made when a token is asked for, and anew for each attempt', async () => {
    const server = { token: behaviours.first(1, behaviours.says(503, {}, { 'Retry-After': '0' }), behaviours.issues()) };
    const { calls, apiCalls, failures } = await run(settingsFor('ES256'), pemOf(clientKey('ES256')), { server, paths: ['/a', '/b', '/c'] });
    expect(failures).to.deep.equal([]);
    expect([calls.length, apiCalls], 'one attempt too many, one token, three requests').to.deep.equal([2, 3]);
    const ids = calls.map((call) => assertionIn(call).claims['jti']);
    expect(new Set(ids).size).to.equal(2);
  });
});

describe('a private key', { concurrency: 2 }, () => {
  const forms: Readonly<Record<string, [Algorithm, (key: KeyObject) => string]>> = {
    'in PKCS #1': ['RS256', (key) => String(key.export({ type: 'pkcs1', format: 'pem' }))],
    'in SEC 1': ['ES256', (key) => String(key.export({ type: 'sec1', format: 'pem' }))],
    'with line breaks as \\n': ['RS256', (key) => pemOf(key).replace(/\n/g, '\\n')],
    'with line breaks as \\r\\n, escaped': ['ES256', (key) => pemOf(key).replace(/\n/g, '\\r\\n')],
    'in one line': ['PS256', (key) => pemOf(key).replace(/\n/g, ' ')],
    'after what openssl writes above it': ['ES256', (key) => `Bag Attributes\n  friendlyName: x\n${pemOf(key)}`],
    'as an RSA JWK': ['PS256', (key) => JSON.stringify(key.export({ format: 'jwk' }))],
    'as an EC JWK': ['ES256', (key) => JSON.stringify(key.export({ format: 'jwk' }), null, 2)],
  };
  for (const [name, [algorithm, write]] of Object.entries(forms)) {
    it(`is read ${name}`, async () => {
      const key = clientKey(algorithm as 'RS256');
      const { calls, failures } = await run(settingsFor(algorithm), write(key));
      expect(failures).to.deep.equal([]);
      expect(isSignedBy(algorithm, assertionIn(calls[0]), key)).to.equal(true);
    });
  }

  let bad: Record<string, [Algorithm, string, string]>;
  before(() => {
    const rsa = clientKey('RS256');
    const pem = pemOf(rsa);
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
    const publicJwk = { ...clientKey('ES256').export({ format: 'jwk' }), d: undefined };
    bad = {
      'an RSA key for ES256': ['ES256', pem, 'is an RSA key, and ES256 needs an EC key on the curve P-256'],
      'an EC key for RS256': ['RS256', pemOf(clientKey('ES256')), 'is an EC key, and RS256 needs an RSA key'],
      'an EC key for PS256': ['PS256', pemOf(clientKey('ES256')), 'is an EC key, and PS256 needs an RSA key'],
      'a key on another curve': ['ES256', pemOf(p384), 'is neither an RSA key nor an EC key on the curve P-256'],
      'another kind of key': [
        'RS256',
        pemOf(generateKeyPairSync('ed25519').privateKey),
        'is neither an RSA key nor an EC key on the curve P-256',
      ],
      'half of a key': [
        'RS256',
        pem.slice(0, 900),
        'is not a whole PEM text, from "-----BEGIN PRIVATE KEY-----" to its END line, nor a JWK',
      ],
      'a key with a hole in it': [
        'RS256',
        pem.split('\n').toSpliced(5, 6).join('\n'),
        'is damaged: copy it once more, from its first line to its last',
      ],
      'a key too small for the hash': [
        'RS256',
        JSON.stringify({ kty: 'RSA', n: 'AQAB', d: 'AQAB' }),
        'cannot be used for RS256: it is damaged, or too short',
      ],
      'a key with a passphrase': [
        'RS256',
        String(rsa.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })),
        'has a passphrase: write it without one (openssl pkcs8 -topk8 -nocrypt)',
      ],
      'a public key': [
        'RS256',
        '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
        'is a public key or a certificate: the private key that belongs to it is needed',
      ],
      'a public JWK': ['ES256', JSON.stringify(publicJwk), 'is a JWK without "d": the private key is needed, not the public one'],
      'a key of OpenSSH': [
        'RS256',
        '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----',
        'is in the form of OpenSSH: write it as PEM (ssh-keygen -p -m PKCS8)',
      ],
    };
  });
  for (const name of [
    'an RSA key for ES256',
    'an EC key for RS256',
    'an EC key for PS256',
    'a key on another curve',
    'another kind of key',
    'half of a key',
    'a key with a hole in it',
    'a key too small for the hash',
    'a key with a passphrase',
    'a public key',
    'a public JWK',
    'a key of OpenSSH',
  ]) {
    it(`that cannot be used is one failed test that says why: ${name}`, async () => {
      const [algorithm, text, reason] = bad[name]!;
      const { failures, calls, apiCalls, logged } = await run(settingsFor(algorithm), text, { paths: ['/a', '/b'] });
      const message = `The client assertion cannot be signed: the private key ${reason}. Check privateKey in the environment "dev".`;
      expect(failures).to.deep.equal([message]);
      expect([calls.length, apiCalls], 'nothing is sent').to.deep.equal([0, 0]);
      expect(logged).to.equal('Skipped: see the failed test "Access token".');
    });
  }

  it('that is missing is asked for', async () => {
    const { failures, calls } = await run(settingsFor('RS256'), '');
    expect(failures).to.deep.equal(['Set privateKey in the environment "dev".']);
    expect(calls).to.deep.equal([]);
  });
});

describe('the script of a collection', () => {
  const has = (settings: TokenSettings) => {
    const script = tokenScript(settings);
    return ['function clientAssertion', 'function readPrivateKey', 'function signRsa', 'function signP256'].filter((each) =>
      script.includes(each),
    );
  };

  it('has of the libraries what it needs, after all that is ours', () => {
    expect(has(tokenSettings())).to.deep.equal([]);
    expect(has(tokenSettings({ clientAuthentication: 'client_secret_basic' }))).to.deep.equal([]);
    expect(has(settingsFor('HS256'))).to.deep.equal(['function clientAssertion']);
    expect(has(settingsFor('PS256'))).to.deep.equal(['function clientAssertion', 'function readPrivateKey', 'function signRsa']);
    expect(has(settingsFor('ES256'))).to.deep.equal(['function clientAssertion', 'function readPrivateKey', 'function signP256']);
    const script = tokenScript(settingsFor('RS256'));
    const functions = [...script.matchAll(/^(?:export )?function (\w{3,})\(/gm)].map((match) => match[1]);
    expect(functions.at(-1)).to.equal('signRsa');
    expect(script).to.match(
      /micro-rsa-dsa-dh [\d.]+ and @noble\/hashes [\d.]+, minified[\s\S]*Permission is hereby granted[\s\S]*^function signRsa/m,
    );
  });

  it('stays small', () => {
    const size = (settings: TokenSettings) => Buffer.byteLength(tokenScript(settings));
    const plain = size(tokenSettings());
    expect(size(settingsFor('HS256')) - plain).to.be.below(6_000);
    expect(size(settingsFor('RS256')) - plain).to.be.below(30_000);
    expect(size(settingsFor('ES256')) - plain).to.be.below(56_000);
    expect(link({ entries: [{ file: 'postman/sandbox/token-form.js', name: 'formBody' }] })).not.to.contain('noble');
  });
});
