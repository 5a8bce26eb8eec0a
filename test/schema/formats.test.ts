import { describe, test } from 'node:test';
import { domainToASCII } from 'node:url';
import { expect } from 'chai';
import fc from 'fast-check';
import { formatTable } from '../../scripts/schema/validator/formats/format-table.js';
import { decodePunycode, encodePunycode } from '../../scripts/schema/validator/formats/punycode.js';

/** What the official suite does not try. */
const CASES: Readonly<Record<string, { readonly valid: readonly string[]; readonly invalid: readonly string[] }>> = {
  'date-time': {
    valid: ['2024-02-29T00:00:00.5+23:59'],
    invalid: ['2024-02-29 00:00:00Z', '2024-02-29T00:00:00', '2023-02-29T00:00:00Z', 'x2024-02-2TT00:00:00Z'],
  },
  date: { valid: ['0000-01-01'], invalid: ['2024-13-01', '2024-1-01', '2024-01-01\n'] },
  time: { valid: ['00:00:00Z'], invalid: ['00:00:00', '00:00:00.Z', '00:00:00Z\n'] },
  duration: { valid: ['P1Y', 'P1W', 'PT1H', 'P1DT1S'], invalid: ['P1H', 'P1W1D', 'PT', 'p1d'] },
  email: {
    valid: ['a@b', "o'neil+tag@example.co.uk", '"a\\"b"@example.com'],
    invalid: ['a@b..c', 'a@-b.com', 'a@[::1]', 'é@example.com', `${'a'.repeat(65)}@b.com`],
  },
  'idn-email': { valid: ['é@例え.テスト'], invalid: ['é', `${'é'.repeat(33)}@b.com`] },
  hostname: { valid: ['r3---sn-4g5e6nez.googlevideo.com', 'XN--MNCHEN-3YA'], invalid: ['münchen', 'a_b', 'xn--', 'xn--a'] },
  'idn-hostname': { valid: ['münchen.de', 'Example.com', 'faß.de'], invalid: ['MÜNCHEN.de', 'a\u0308.de', 'xn--ü', '☃.net', 'ا1۱\u0661'] },
  ipv4: { valid: ['0.0.0.0'], invalid: ['1.2.3', '01.2.3.4', '1.2.3.4.'] },
  ipv6: {
    valid: ['::', '1::', '::ffff:1.2.3.4', '1:2:3:4:5:6:7::'],
    invalid: [':::', '1:2:3:4:5:6:7:8::', '1.2.3.4::', '1:2:3:4:5:6:7:1.2.3.4', ''],
  },
  uri: { valid: ['a:', 'urn:a:b', 'http://[::1]:80/?#'], invalid: ['', 'http://[::1', 'http://a b', 'http://é', 'a:#b#c', 'http://a\n'] },
  'uri-reference': { valid: ['', '?', '#', '../a?b=c/d?e'], invalid: ['a\\b', '%', '[a]'] },
  iri: { valid: ['http://é/?\ue000'], invalid: ['é:a', 'http://a/\ue000', 'http://a/\ufffe', 'http://a:é'] },
  'iri-reference': { valid: ['é', '?\u{f0000}'], invalid: ['\u{f0000}', '#\ue000'] },
  uuid: { valid: ['00000000-0000-0000-0000-000000000000'], invalid: ['{00000000-0000-0000-0000-000000000000}'] },
  'uri-template': { valid: ['{+a.b*,c:3}', 'é{x}'], invalid: ['{a b}', '{a', 'a\\b', '{é}', '{ſ}', '{\u212a}'] },
  'json-pointer': { valid: ['', '/~0~1'], invalid: ['a', '/~'] },
  'relative-json-pointer': { valid: ['0', '1#', '0/a'], invalid: ['', '01', '0#/a'] },
  regex: { valid: ['^\\p{L}$', '(?<a>b)\\k<a>'], invalid: ['(', '\\-', '[b-a]'] },
};

describe('Formats', () => {
  for (const [format, { valid, invalid }] of Object.entries(CASES)) {
    test(format, () => {
      for (const text of valid) expect(formatTable[format]?.(text), JSON.stringify(text)).to.equal(undefined);
      for (const text of invalid) expect(formatTable[format]?.(text), JSON.stringify(text)).to.match(/^(?:an? |to )/);
    });
  }

  test('each has a case here', () => {
    expect(Object.keys(CASES).sort()).to.deep.equal(Object.keys(formatTable).sort());
  });

  test('no text makes one throw, nor takes long', () => {
    const hostile = [
      'a'.repeat(50_000),
      '1.'.repeat(20_000),
      ':'.repeat(20_000),
      'xn--'.repeat(10_000),
      `xn--${'9'.repeat(50)}`,
      'é'.repeat(20_000),
      '\ud800',
      '{'.repeat(20_000),
      '@'.repeat(20_000),
      '%A'.repeat(20_000),
      '{a'.repeat(9000),
      `P${'1'.repeat(20_000)}`,
      'a.'.repeat(20_000),
    ];
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom(...hostile));
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(formatTable)), text, (check, one) => {
        expect(check(one)).to.satisfy((result: unknown) => result === undefined || typeof result === 'string');
      }),
      { seed: 5, numRuns: 2000 },
    );
  });
});

describe('Punycode', () => {
  test('decodes what it encodes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
        expect(decodePunycode(encodePunycode(text))).to.equal(text);
      }),
      { seed: 6, numRuns: 2000 },
    );
  });

  test('is what Node makes of the same label', () => {
    const letters = fc.string({
      unit: fc.constantFrom('a', 'b', 'z', '-', 'ü', 'ß', 'й', '例', '中', '한', 'ा', 'क'),
      minLength: 1,
      maxLength: 12,
    });
    let compared = 0;
    fc.assert(
      fc.property(letters, (label) => {
        const theirs = domainToASCII(label);
        if (!theirs.startsWith('xn--') || label.startsWith('-')) return;
        compared++;
        expect(`xn--${encodePunycode(label)}`).to.equal(theirs);
      }),
      { seed: 7, numRuns: 2000 },
    );
    expect(compared).to.be.above(500);
  });

  test('the examples of RFC 3492, section 7.1', () => {
    expect(encodePunycode('他们为什么不说中文')).to.equal('ihqwcrb4cv8a8dqg056pqjye');
    expect(decodePunycode('ihqwcrb4cv8a8dqg056pqjye')).to.equal('他们为什么不说中文');
    expect(encodePunycode('3年b組金八先生')).to.equal('3b-ww4c5e180e575a65lsy2b');
    expect(decodePunycode('b1abfaaepdrnnbgefbadotcwatmq2g4l')).to.equal('почемужеонинеговорятпорусски');
    expect(decodePunycode('a9999999999')).to.equal(undefined);
  });
});
