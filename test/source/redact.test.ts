import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { Redactor } from '../../scripts/source/redact.ts';

// The same texts in every run: a failure can be had again.
fc.configureGlobal({ seed: 1 });

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/** The forms in which a secret travels, made by other means than the redactor's own. */
const forms: Readonly<Record<string, (secret: string) => string>> = {
  raw: (secret) => secret,
  'percent-encoded': (secret) => encodeURIComponent(secret),
  'percent-encoded in lower case': (secret) => encodeURIComponent(secret).replace(/%../g, (hex) => hex.toLowerCase()),
  'in the query of a URL': (secret) =>
    new URL(`https://example.com/?a=${secret.replace(/[#\t\r\n]/g, encodeURIComponent)}&z`).search.slice(3, -2),
  'form-urlencoded': (secret) => new URLSearchParams({ a: secret }).toString().slice(2),
  'JSON-escaped': (secret) => JSON.stringify(secret).slice(1, -1),
  'JSON in JSON': (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3),
  base64: (secret) => base64(secret),
  base64url: (secret) => Buffer.from(secret, 'utf8').toString('base64url'),
  hex: (secret) => Buffer.from(secret, 'utf8').toString('hex'),
  'hex in capitals': (secret) => Buffer.from(secret, 'utf8').toString('hex').toUpperCase(),
};

/** Well-formed texts: half of a surrogate pair cannot be sent. */
const secrets = fc
  .oneof(fc.string({ unit: 'binary', minLength: 4, maxLength: 40 }), fc.string({ unit: 'grapheme', minLength: 4, maxLength: 20 }))
  .filter((text) => text.trim().length >= 4 && !/^\s|\s$/.test(text));

describe('Redactor', () => {
  for (const [name, form] of Object.entries(forms)) {
    it(`takes out a secret that is ${name}`, () => {
      fc.assert(
        fc.property(secrets, fc.string(), fc.string(), (secret, before, after) => {
          const redactor = new Redactor();
          redactor.add(secret);
          const written = form(secret);
          fc.pre(written.length >= 4 && !'‹secret›'.includes(written));
          expect(redactor.redact(`${before}\n${written}\n${after}`)).not.to.contain(`\n${written}\n`);
        }),
      );
    });
  }

  it('takes out Basic credentials, in either encoding', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 10, unit: 'grapheme-ascii' }), secrets, (id, secret) => {
        const redactor = new Redactor();
        redactor.addCredentials(id, secret);
        const form = (text: string) => new URLSearchParams({ a: text }).toString().slice(2);
        for (const credentials of [base64(`${id}:${secret}`), base64(`${form(id)}:${form(secret)}`)])
          expect(redactor.redact(`Authorization: Basic ${credentials}`)).to.equal('Authorization: Basic ‹secret›');
      }),
    );
  });
  it('takes out every one of several, whichever is inside of which', () => {
    const redactor = new Redactor();
    for (const secret of ['horse', 'correct-horse', 'correct-horse-battery']) redactor.add(secret);
    expect(redactor.redact('a correct-horse-battery b correct-horse c horse d')).to.equal('a ‹secret› b ‹secret› c ‹secret› d');
  });
  it('takes out the beginning of a long secret that a message cuts', () => {
    const redactor = new Redactor();
    const secret = 'abcdefghij'.repeat(20);
    redactor.add(secret);
    expect(redactor.redact(`got "${secret.slice(0, 80)}…" (x)`)).to.equal('got "‹secret›…" (x)');
    expect(redactor.redact(`got "${secret.slice(0, 40)}, and more"`)).to.equal(`got "${secret.slice(0, 40)}, and more"`);
  });

  it('takes out a secret that is learnt late', () => {
    const redactor = new Redactor();
    redactor.add('first-one');
    expect(redactor.redact('first-one second-one')).to.equal('‹secret› second-one');
    redactor.add('second-one');
    expect(redactor.redact('first-one second-one')).to.equal('‹secret› ‹secret›');
  });
  it('leaves other texts as they are', () => {
    const redactor = new Redactor();
    expect(redactor.redact('a text')).to.equal('a text');
    redactor.add('.*+?');
    expect(redactor.redact('a text with .* in it')).to.equal('a text with .* in it');
  });
  it('does not blank a report for a secret of one to three signs, or none', () => {
    const redactor = new Redactor();
    for (const secret of ['', 'dev', undefined]) redactor.add(secret);
    redactor.addCredentials('id', 'dev');
    expect(redactor.redact('a dev environment')).to.equal('a dev environment');
  });
  it('survives half of a surrogate pair', () => {
    const redactor = new Redactor();
    redactor.add('abc\ud800def');
    expect(redactor.redact('x abc\ud800def y')).to.equal('x ‹secret› y');
  });

  it('takes out what is written as a list of bytes, and leaves other lists', () => {
    const redactor = new Redactor();
    redactor.add('open-é');
    const bytes = JSON.stringify([...Buffer.from('a open-é b', 'utf8')], null, 2);
    const shown = JSON.parse(redactor.redact(`{"data": ${bytes}, "more": [1, 22, 333, 4]}`));
    expect(Buffer.from(shown.data).toString('utf8')).to.equal('a ‹secret› b');
    expect(shown.more).to.deep.equal([1, 22, 333, 4]);
  });

  it('looks through lists of any length, with other numbers around the bytes', () => {
    const redactor = new Redactor();
    redactor.add('open-sesame');
    const bytes = [...Buffer.from('open-sesame', 'utf8')].join(', ');
    const mask = [...Buffer.from('‹secret›', 'utf8')].join(',');
    expect(redactor.redact(`[12345, ${bytes}, 6789, 1, 2, 3]`)).to.equal(`[12345, ${mask}, 6789, 1, 2, 3]`);
    const long = '1,'.repeat(2_000_000);
    expect(redactor.redact(`${long}${bytes}`) === redactor.redact(`${long}${mask}`)).to.equal(true);
    expect(redactor.redact(long) === long).to.equal(true);
  });

  it('takes out a private key, however it is written, and each line of it', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const lines = pem.split('\n').filter((line) => line !== '' && !line.startsWith('-----'));
    for (const written of [pem, pem.replace(/\n/g, '\\n'), pem.replace(/\n/g, '\r\n'), pem.replace(/\n/g, ' ')]) {
      const redactor = new Redactor();
      redactor.add(written);
      expect(redactor.redact(`a ${written} b`)).to.equal('a ‹secret› b');
      expect(redactor.redact(`a ${lines.join('')} b`)).to.equal('a ‹secret› b');
      for (const line of lines) expect(redactor.redact(`a ${line} b`)).to.equal('a ‹secret› b');
    }
  });

  it('takes out the private members of a JWK, and leaves what says which kind it is', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = privateKey.export({ format: 'jwk' });
    const redactor = new Redactor();
    redactor.add(JSON.stringify(jwk));
    for (const name of ['d', 'p', 'q', 'dp', 'dq', 'qi'] as const) expect(redactor.redact(`a ${jwk[name]} b`)).to.equal('a ‹secret› b');
    expect(redactor.redact('RSA AQAB')).to.equal('RSA AQAB');
  });
});
