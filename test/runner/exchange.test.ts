// What is kept of a failed request: enough to look into it, and never more than a report can hold.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { type Exchange, ExchangeKeeper, type NewmanRequest, redactExchange } from '../../scripts/runner/exchange.ts';
import { Redactor } from '../../scripts/source/redact.ts';

const list = (headers: Readonly<Record<string, string>>) => ({
  all: () => Object.entries(headers).map(([key, value]) => ({ key, value })),
});

function keep(
  body: string | Buffer,
  {
    headers = {},
    sent,
    keeper = new ExchangeKeeper(),
  }: { headers?: Record<string, string>; sent?: NewmanRequest['body']; keeper?: ExchangeKeeper } = {},
): Exchange {
  const url = { toString: () => 'https://example.com/a' };
  const request: NewmanRequest = { method: 'GET', url, headers: list(headers), ...(sent ? { body: sent } : {}) };
  return keeper.keep(request, { code: 200, status: 'OK', headers: list(headers), stream: Buffer.from(body) });
}

describe('what is kept of a request and its answer', () => {
  test('is the beginning of a long body, cut between characters', () => {
    const { text, bytes, note } = keep(`a${'é'.repeat(20_000)}`).response?.body ?? {};
    expect({ bytes, note }).to.deep.equal({ bytes: 40_001, note: 'the first 20 KB' });
    expect(text)
      .to.match(/^aé+…$/)
      .and.have.lengthOf(10_001);
  });

  test('is no body that is not text', () => {
    for (const bytes of [Buffer.from([0x25, 0x50, 0, 1]), Buffer.from([0xff, 0xfe, 0x41])])
      expect(keep(bytes).response?.body).to.deep.equal({ text: '', bytes: bytes.length, note: 'not text' });
    expect(keep('').response?.body).to.deep.equal({ text: '', bytes: 0, note: '' });
  });

  test('is no body with a token in it', () => {
    for (const name of ['access_token', 'refresh_token', 'id_token'])
      expect(keep(JSON.stringify({ [name]: 'xyz' })).response?.body.text, name).to.equal('');
  });

  test('is no credential in a header, whoever made it', () => {
    const { headers } = keep('', {
      headers: { authorization: 'bearer abc def', 'Set-Cookie': 'a=b', Cookie: 'c', 'Proxy-Authorization': 'x', Accept: 'y' },
    }).request;
    expect(headers.map(({ value }) => value)).to.deep.equal(['bearer ‹secret›', '‹secret›', '‹secret›', '‹secret›', 'y']);
  });

  test('tells the parts of a form, and the name of a file', () => {
    const formdata = {
      all: () => [
        { key: 'a', type: 'text', value: '1' },
        { key: 'f', type: 'file', src: 'label.pdf' },
      ],
    };
    expect(keep('', { sent: { mode: 'formdata', formdata } }).request.body.text).to.equal('a: 1\nf: the file label.pdf');
    expect(keep('', { sent: { mode: 'file', file: { src: 'label.pdf' } } }).request.body.note).to.equal('the file label.pdf');
    expect(keep('', { sent: { mode: 'raw', toString: () => 'text' } }).request.body.text).to.equal('text');
  });

  test('is no more than all bodies may have together', () => {
    const keeper = new ExchangeKeeper();
    const bodies = Array.from({ length: 300 }, () => keep('x'.repeat(19_000), { keeper }).response?.body);
    const kept = bodies.filter((body) => body?.text !== '');
    expect(kept).to.have.lengthOf(Math.floor(4_000_000 / 19_000));
    expect(bodies.at(-1)).to.deep.equal({
      text: '',
      bytes: 19_000,
      note: 'not kept: the failures before it have filled what a report holds',
    });
  });

  test('shows no secret, whole or cut off, and nothing of a token endpoint', () => {
    const redactor = new Redactor();
    redactor.add('open-sesame-and-more');
    const exchange = keep(`${'.'.repeat(19_990)}open-sesame-and-more`, { headers: { 'X-Echo': 'open-sesame-and-more' } });
    const shown = redactExchange(exchange, redactor, false);
    expect(JSON.stringify(shown)).to.not.contain('open-s');
    expect(shown.response?.body.text).to.match(/\.‹secret›…$/);
    expect(redactExchange(exchange, redactor, true).response?.body).to.include({ text: '', note: 'not shown: it is about tokens' });
  });
});
