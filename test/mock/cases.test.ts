import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Api } from '../../scripts/model/model.ts';
import { apiOf, apiWith } from '../support/mock-api.ts';
import { ask, bearer, notesOf, type Sent, withMock } from '../support/mock-client.ts';

/** One endpoint without tokens, whose documented answers are `200`, `404` and so on. */
function apiOfCases(lines: string, cases: string, statuses: readonly number[] = [200, 404, 409]): Api {
  const responses = statuses.map((status) => `      ${status}: { description: Answer, schema: true, example: ${status} }`).join('\n');
  const endpoint = `  - id: it\n    name: It\n${lines}\n    responses:\n${responses}\n    cases:\n${cases}\n`;
  return apiOf({ 'api.yaml': 'name: Cases\n', 'endpoints/all.yaml': `folder: All\nendpoints:\n${endpoint}` });
}

/** The name of the case that answered, `documented` for the documented request, with the status. */
async function answers(api: Api, requests: readonly [string, Sent?][]): Promise<string[]> {
  return withMock(api, {}, async (mock, base) => {
    const found: string[] = [];
    for (const [path, sent] of requests) {
      const { status } = await ask(base, path, sent);
      found.push(`${status} ${mock.log.at(-1)?.note?.replace('case: ', '') ?? 'documented'}`);
    }
    return found;
  });
}

const json = (value: unknown): Sent => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});

describe('a case is known', () => {
  it('by its path values; any other value is the documented answer', async () => {
    const api = apiOfCases(
      '    method: GET\n    path: /orders/{id}\n    parameters: { path: { id: known } }',
      '      - { name: unknown, parameters: { path: { id: "no such/örder" } }, expect: 404 }\n      - { name: account, parameters: { path: { id: "{{account}}" } }, expect: 409 }',
    );
    const found = await answers(api, [['/orders/known'], ['/orders/no%20such%2F%C3%B6rder'], ['/orders/acme'], ['/orders/other']]);
    expect(found).to.deep.equal(['200 documented', '404 unknown', '409 account', '200 documented']);
  });

  it('by its query: values, their order within a name, and what it leaves out', async () => {
    const query = '{ page: 1, tag: { example: [a, b] }, sort: { schema: { type: string } } }';
    const api = apiOfCases(
      `    method: GET\n    path: /orders\n    parameters: { query: ${query} }`,
      [
        '      - { name: other order, parameters: { query: { tag: [b, a] } }, expect: 404 }',
        '      - { name: no page, parameters: { query: { page: null } }, expect: 404 }',
        '      - { name: plus, parameters: { query: { page: "+31 6", tag: null } }, expect: 409 }',
      ].join('\n'),
    );
    const found = await answers(api, [
      ['/orders?page=1&tag=a&tag=b'],
      ['/orders?tag=a&page=1&tag=b&utm=x'],
      ['/orders?page=1&tag=b&tag=a'],
      ['/orders?tag=a&tag=b'],
      ['/orders?tag=a&tag=b&page=2'],
      ['/orders?tag=a&tag=b&sort=up'],
      ['/orders?page=%2B31%206'],
      ['/orders?page=%2B31+6'],
      ['/orders?page=+31%206'],
    ]);
    expect(found).to.deep.equal([
      '200 documented',
      '200 documented',
      '404 other order',
      '404 no page',
      '200 documented',
      '200 documented',
      '409 plus',
      '409 plus',
      '409 plus',
    ]);
  });

  it('by its JSON body, whatever the order of members and the spaces', async () => {
    const api = apiOfCases(
      '    method: POST\n    path: /orders\n    body: { example: { a: 1, b: [x, { c: null }] } }',
      [
        '      - { name: other, body: { a: 2, b: [x, { c: null }] }, expect: 409 }',
        '      - { name: less, body: { a: 1 }, expect: 404 }',
        '      - { name: none, body: null, expect: 404 }',
        '      - { name: variable, body: { a: "{{account}}" }, expect: 409 }',
      ].join('\n'),
    );
    const found = await answers(api, [
      ['/orders', json({ a: 1, b: ['x', { c: null }] })],
      ['/orders', json({ b: ['x', { c: null }], a: 2 })],
      ['/orders', json({ a: 1 })],
      ['/orders', { method: 'POST' }],
      ['/orders', json({ a: 'acme' })],
      ['/orders', json({ a: 1, b: ['x', { c: null }], more: true })],
      ['/orders', json({ a: '1' })],
      ['/orders', json({ a: 1, b: [{ c: null }, 'x'] })],
      ['/orders', json({ a: 1, __proto__: null, b: { length: 2 } })],
    ]);
    expect(found).to.deep.equal([
      '200 documented',
      '409 other',
      '404 less',
      '404 none',
      '409 variable',
      '200 documented',
      '200 documented',
      '200 documented',
      '200 documented',
    ]);
  });

  it('by a JSON body on a GET', async () => {
    const api = apiOfCases(
      '    method: GET\n    path: /label\n    body: { example: { number: P1 } }',
      '      - { name: unknown, body: { number: P0 }, expect: 404 }',
    );
    const found = await answers(api, [
      ['/label', { ...json({ number: 'P0' }), method: 'GET' }],
      ['/label', { ...json({ number: 'P1' }), method: 'GET' }],
    ]);
    expect(found).to.deep.equal(['404 unknown', '200 documented']);
  });

  it('by the fields of a form, and by a text', async () => {
    const form = apiOfCases(
      '    method: POST\n    path: /f\n    body: { contentType: application/x-www-form-urlencoded, example: { a: x y, b: [1, 2] } }',
      '      - { name: other, body: { a: ä, b: [2, 1] }, expect: 404 }',
    );
    const post = (body: string, type = 'application/x-www-form-urlencoded'): Sent => ({
      method: 'POST',
      headers: { 'Content-Type': type },
      body,
    });
    expect(
      await answers(form, [
        ['/f', post('b=1&a=x+y&b=2')],
        ['/f', post('a=%C3%A4&b=2&b=1')],
        ['/f', post('a=%C3%A4&b=1&b=2')],
      ]),
    ).to.deep.equal(['200 documented', '404 other', '200 documented']);
    const text = apiOfCases(
      '    method: POST\n    path: /t\n    body: { contentType: text/plain, example: hello }',
      '      - { name: other, body: "bye {{account}}", expect: 404 }',
    );
    expect(
      await answers(text, [
        ['/t', post('bye acme', 'text/plain;charset=utf-8')],
        ['/t', post('bye', 'text/plain')],
      ]),
    ).to.deep.equal(['404 other', '200 documented']);
  });

  it('by the fields of a multipart body, and the names of its files', async () => {
    const api = apiOfCases(
      '    method: POST\n    path: /m\n    body: { contentType: multipart/form-data, example: { kind: a }, files: { scan: { file: scan.pdf } } }',
      '      - { name: other, body: { kind: "b" }, expect: 404 }',
    );
    const multipart = async (kind: string, file: string): Promise<Sent> => {
      const form = new FormData();
      form.append(file, new Blob(['%PDF'], { type: 'application/pdf' }), 'x.pdf');
      form.append('kind', kind);
      const encoded = new Response(form);
      return {
        method: 'POST',
        headers: { 'Content-Type': encoded.headers.get('content-type') ?? '' },
        body: Buffer.from(await encoded.arrayBuffer()),
      };
    };
    const found = await answers(api, [
      ['/m', await multipart('b', 'scan')],
      ['/m', await multipart('a', 'scan')],
      ['/m', await multipart('b', 'other')],
    ]);
    expect(found).to.deep.equal(['404 other', '200 documented', '200 documented']);
  });

  it('by the headers that it sets otherwise, or leaves out', async () => {
    const api = apiOfCases(
      '    method: GET\n    path: /h\n    parameters: { header: { Accept: application/json, X-Mode: fast, X-Other: o } }',
      [
        '      - { name: slow, parameters: { header: { x-mode: slöw } }, expect: 404 }',
        '      - { name: no mode, parameters: { header: { X-Mode: null } }, expect: 409 }',
      ].join('\n'),
    );
    const found = await answers(api, [
      ['/h', { headers: { accept: 'application/json', 'x-mode': 'fast', 'X-Other': 'o' } }],
      ['/h', { headers: { 'X-Mode': Buffer.from('slöw').toString('latin1') } }],
      ['/h', { headers: { Accept: '*/*', 'X-Mode': 'fast' } }],
      ['/h', { headers: { 'X-Other': 'o' } }],
    ]);
    expect(found).to.deep.equal(['200 documented', '404 slow', '200 documented', '409 no mode']);
  });

  it('by the content type that it sets', async () => {
    const api = apiOfCases(
      '    method: POST\n    path: /c\n    body: { example: { a: 1 } }',
      '      - { name: as text, parameters: { header: { Content-Type: text/plain } }, expect: 409 }',
    );
    const found = await answers(api, [
      ['/c', { ...json({ a: 1 }), headers: { 'Content-Type': 'Text/Plain; charset=utf-8' } }],
      ['/c', json({ a: 1 })],
    ]);
    expect(found).to.deep.equal(['409 as text', '200 documented']);
  });
});

describe('of several cases that fit', () => {
  it('the one that leaves least open answers, then the first', async () => {
    const api = apiOfCases(
      '    method: GET\n    path: /orders/{id}\n    parameters: { path: { id: "{{$randomUUID}}" }, query: { q: "1" } }',
      [
        '      - { name: any, parameters: { path: { id: "{{$guid}}" } }, expect: 409 }',
        '      - { name: a prefix, parameters: { path: { id: "new-{{$guid}}" } }, expect: 404 }',
        '      - { name: exact, parameters: { path: { id: new-1 } }, expect: 404 }',
        '      - { name: exact again, parameters: { path: { id: new-1 } }, expect: 409 }',
      ].join('\n'),
    );
    expect(await answers(api, [['/orders/x?q=1'], ['/orders/new-1?q=1'], ['/orders/new-1']])).to.deep.equal([
      '409 any',
      '404 exact',
      '200 documented',
    ]);
  });
});

describe('the answer to a case', () => {
  it('has what the case expects: status, content type, headers, body, all filled in', async () => {
    const api = apiOf({
      'api.yaml': 'name: Answers\n',
      'endpoints/all.yaml': `
folder: All
endpoints:
  - id: label
    name: Label
    method: GET
    path: /labels/{id}
    parameters: { path: { id: L1 } }
    responses:
      200: { description: The label, contentType: text/plain; charset=utf-8, schema: true, example: "^XA{{account}} ë^XZ", headers: { X-Kind: zpl, Content-Length: "3", Content-Encoding: gzip } }
      204: { description: Nothing }
      404: { description: None, contentType: application/pdf, readAs: json, schema: true, example: { error: none }, headers: { X-Account: { example: "{{account}}" } } }
    cases:
      - name: unknown
        parameters: { path: { id: L0 } }
        expect: { status: 404, headers: { X-Kind: error, Content-Disposition: 'attachment; filename="ë€.pdf"' }, example: { error: "no {{account}}", code: 4 } }
      - { name: empty, parameters: { path: { id: L2 } }, expect: 204 }
  - id: head
    name: Head
    method: HEAD
    path: /labels/{id}
    parameters: { path: { id: L1 } }
    responses: { 200: { description: There, headers: { X-Kind: zpl } } }
`,
    });
    await withMock(api, {}, async (_, base) => {
      const label = await ask(base, '/labels/L1');
      expect(label.body).to.equal('^XAacme ë^XZ');
      expect(label.headers).to.include({ 'content-type': 'text/plain; charset=utf-8', 'x-kind': 'zpl', 'content-length': '13' });
      expect(label.headers).not.to.have.property('content-encoding');

      const unknown = await ask(base, '/labels/L0');
      expect([unknown.status, unknown.json()]).to.deep.equal([404, { error: 'no acme', code: 4 }]);
      expect(unknown.headers).to.include({ 'content-type': 'application/pdf', 'x-kind': 'error', 'x-account': 'acme' });
      expect(Buffer.from(String(unknown.headers['content-disposition']), 'latin1').toString('utf8')).to.equal(
        'attachment; filename="ë€.pdf"',
      );

      const empty = await ask(base, '/labels/L2');
      expect([empty.status, empty.body, empty.headers['content-length']]).to.deep.equal([204, '', undefined]);

      const head = await ask(base, '/labels/L1', { method: 'HEAD' });
      expect([head.status, head.body, head.headers['x-kind']]).to.deep.equal([200, '', 'zpl']);
    });
  });
});

describe('cases and tokens', () => {
  const endpoint = (cases: string) => `
- id: order
  name: Order
  method: GET
  path: /orders/{id}
  parameters: { path: { id: "1" } }
  responses:
    200: { description: Order, schema: true, example: {} }
    401: { description: No token, schema: true, example: { error: plain } }
    404: { description: None, schema: true, example: {} }
  cases:
${cases}`;

  it('a case without a token answers before tokens are looked at, and only to requests without one', async () => {
    const cases =
      '    - { name: no token, auth: none, expect: { status: 401, example: { error: case } } }\n    - { name: unknown, parameters: { path: { id: "0" } }, expect: 404 }';
    await withMock(apiWith({ endpoints: endpoint(cases) }), {}, async (mock, base) => {
      const headers = await bearer(mock);
      const seen: unknown[] = [];
      for (const [path, sent] of [
        ['/orders/1', {}],
        ['/orders/2', {}],
        ['/orders/1', { headers: { Authorization: 'Bearer wrong' } }],
        ['/orders/1', { headers }],
        ['/orders/0', { headers }],
      ] as const) {
        const answer = await ask(base, path, sent);
        seen.push([answer.status, answer.json()]);
      }
      expect(seen).to.deep.equal([
        [401, { error: 'case' }],
        [401, { error: 'plain' }],
        [401, { error: 'plain' }],
        [200, {}],
        [404, {}],
      ]);
      expect(notesOf(mock).slice(1)).to.deep.equal([
        'case: no token',
        'refused: no token',
        'refused: unknown token',
        'first use of t1',
        'reused t1; case: unknown',
      ]);
    });
  });

  it('a case with a token of its own is known by that token', async () => {
    const cases =
      '    - { name: wrong token, auth: none, parameters: { header: { Authorization: "Bearer {{apiKey}}" } }, expect: { status: 401, example: { error: case } } }';
    await withMock(apiWith({ endpoints: endpoint(cases) }), {}, async (_, base) => {
      expect((await ask(base, '/orders/1', { headers: { Authorization: 'Bearer mock-api-key' } })).json()).to.deep.equal({ error: 'case' });
      expect((await ask(base, '/orders/1', { headers: { Authorization: 'Bearer other' } })).json()).to.deep.equal({ error: 'plain' });
      expect((await ask(base, '/orders/1')).json()).to.deep.equal({ error: 'plain' });
    });
  });

  it('a case with a token, on an endpoint that needs none, answers only to a good token', async () => {
    const open = endpoint('    - { name: member, auth: token, expect: 404 }').replace('method: GET', 'method: GET\n  auth: none');
    await withMock(apiWith({ endpoints: open }), {}, async (mock, base) => {
      expect((await ask(base, '/orders/1')).status).to.equal(200);
      expect((await ask(base, '/orders/1', { headers: { Authorization: 'Bearer wrong' } })).status).to.equal(200);
      expect((await ask(base, '/orders/1', { headers: await bearer(mock) })).status).to.equal(404);
    });
  });

  it('a token in the query is no value of the request', async () => {
    const cases = '    - { name: page, parameters: { query: { page: 2 } }, expect: 404 }';
    await withMock(apiWith({ settings: 'send: { in: query }', endpoints: endpoint(cases) }), {}, async (mock, base) => {
      const token = (await bearer(mock)).Authorization.replace('Bearer ', '');
      expect((await ask(base, `/orders/1?access_token=${token}&page=2`)).status).to.equal(404);
      expect((await ask(base, `/orders/1?access_token=${token}`)).status).to.equal(200);
    });
  });
});
