import { describe, it } from 'node:test';
import { expect } from 'chai';
import { apiOf } from '../support/mock-api.ts';
import { ask, type Sent, withMock } from '../support/mock-client.ts';

const answersOf = (statuses: readonly number[]) =>
  statuses.map((status) => `      ${status}: { description: Answer, schema: true, example: { documented: ${status} } }`).join('\n');

/** One endpoint at `/it`, without tokens, with these documented statuses. */
function apiOfIt(lines: string, statuses: readonly number[] = [200, 400, 422]) {
  const endpoint = `  - id: it\n    name: It\n${lines}\n    responses:\n${answersOf(statuses)}\n`;
  return apiOf({ 'api.yaml': 'name: It\n', 'endpoints/all.yaml': `folder: All\nendpoints:\n${endpoint}` });
}

/** The status of each answer, with the place of what was invalid; what the schema says of it is the validator's. */
async function answers(api: ReturnType<typeof apiOfIt>, requests: readonly [string, Sent?][]): Promise<string[]> {
  return withMock(api, {}, async (mock, base) => {
    const found: string[] = [];
    for (const [path, sent] of requests) {
      const { status } = await ask(base, path, sent);
      found.push(`${status} ${mock.log.at(-1)?.note?.replace(/ expected.*/, '') ?? 'ok'}`);
    }
    return found;
  });
}

const json = (body: string): Sent => ({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
const post = (body: string, type: string): Sent => ({ method: 'POST', headers: { 'Content-Type': type }, body });

describe('a parameter', () => {
  const query = (parameters: string) => `    method: GET\n    path: /it\n    parameters: { query: { ${parameters} } }`;
  const typed: [string, string, string, string[], string[]][] = [
    ['an integer', '{ type: integer, minimum: 1 }', '1', ['q=5', 'q=5.0'], ['q=0', 'q=x', 'q=1.5', 'q=', 'q=1&q=2', 'q=0x1', 'q=%201']],
    ['a number', '{ type: number }', '1', ['q=-1.5e3'], ['q=1e999', 'q=NaN', 'q=Infinity', 'q=true']],
    ['a boolean', '{ type: boolean }', 'true', ['q=true', 'q=false'], ['q=True', 'q=1', 'q=']],
    ['a string of digits', '{ type: string, pattern: "^[0-9]+$" }', '"1"', ['q=5', 'q=00'], ['q=a', 'q=', 'q=1&q=2']],
    ['a word', '{ enum: [up, down] }', 'up', ['q=down'], ['q=Up', 'q=']],
    ['a list', '{ type: array, items: { type: integer }, maxItems: 2 }', '[1]', ['q=5', 'q=5&q=6'], ['q=a', 'q=1&q=2&q=3', 'q=1&q=a']],
    ['text where no type is asked for', '{ minLength: 2 }', 'ab', ['q=abc', 'q=12', 'q=true'], ['q=a', 'q=1']],
    ['an integer behind allOf', '{ allOf: [{ type: integer }, { minimum: 3 }] }', '3', ['q=4'], ['q=2', 'q=x']],
    [
      'an integer behind $ref',
      '{ $id: "urn:n", $ref: "#/$defs/n", $defs: { n: { type: integer, minimum: 3 } } }',
      '3',
      ['q=4'],
      ['q=2', 'q=x'],
    ],
    ['numbers of an enum', '{ enum: [1, 2, null] }', '1', ['q=2'], ['q=3', 'q=null']],
    [
      'a list that may be one word',
      '{ anyOf: [{ type: string, minLength: 2 }, { type: array, items: { minLength: 2 } }] }',
      'ab',
      ['q=12', 'q=ab&q=12'],
      ['q=1', 'q=ab&q=1'],
    ],
    ['a list of words', '{ type: array, items: { type: string } }', '[a]', ['q=5', 'q=5&q=a'], []],
    ['an integer behind anyOf', '{ anyOf: [{ type: integer }, { const: all }] }', '1', ['q=2', 'q=all'], ['q=none']],
  ];
  for (const [what, schema, example, valid, invalid] of typed) {
    it(`is read as ${what}`, async () => {
      const api = apiOfIt(query(`q: { schema: ${schema}, example: ${example} }`));
      const all = [...valid, ...invalid].map((text): [string] => [`/it?${text}`]);
      const found = (await answers(api, all)).map((answer) => answer.slice(0, 3));
      expect(found).to.deep.equal([...valid.map(() => '200'), ...invalid.map(() => '400')]);
    });
  }

  it('that is required has to be there, in the query and as a header', async () => {
    const lines =
      '    method: GET\n    path: /it\n    parameters: { query: { q: { required: true, example: 1 }, o: { example: 2 } }, header: { X-Key: { required: true, schema: { minLength: 2 }, example: key } } }';
    const headers = { 'x-key': 'key' };
    expect(
      await answers(apiOfIt(lines), [
        ['/it?q=9', { headers }],
        ['/it?o=2', { headers }],
        ['/it?q=1&o=2'],
        ['/it?q=1&o=2', { headers: { 'X-Key': 'k' } }],
      ]),
    ).to.deep.equal(['200 ok', '400 invalid: query q', '400 invalid: header X-Key', '400 invalid: header X-Key']);
  });

  it('in a header may be a list with commas', async () => {
    const lines =
      '    method: GET\n    path: /it\n    parameters: { header: { X-Ids: { schema: { type: array, items: { type: integer } }, example: [1] } } }';
    const found = await answers(apiOfIt(lines), [
      ['/it', { headers: { 'X-Ids': '4, 5' } }],
      ['/it', { headers: { 'X-Ids': ['4', '5'] } }],
      ['/it', { headers: { 'X-Ids': '4, x' } }],
    ]);
    expect(found.map((answer) => answer.slice(0, 3))).to.deep.equal(['200', '200', '400']);
  });

  it('in the path is checked by its schema', async () => {
    const lines = '    method: GET\n    path: /it/{id}\n    parameters: { path: { id: { schema: { type: integer }, example: 1 } } }';
    expect(await answers(apiOfIt(lines), [['/it/2'], ['/it/two']])).to.deep.equal(['200 ok', '400 invalid: path id']);
  });
});

describe('a body', () => {
  const body = '{ schema: { type: object, required: [a], properties: { a: { type: integer }, b: { enum: [x, y] } } }, example: { a: 1 } }';
  const lines = `    method: POST\n    path: /it\n    body: ${body}`;

  it('is held to its schema, its content type and being there', async () => {
    expect(
      await answers(apiOfIt(lines), [
        ['/it', json('{"a":2,"b":"x","c":3}')],
        ['/it', post('{"a":2}', 'application/vnd.x+json')],
        ['/it', json('{}')],
        ['/it', json('{"a":"1"}')],
        ['/it', json('{"a":1,"b":"z"}')],
        ['/it', json('{"a":')],
        ['/it', json('')],
        ['/it', { method: 'POST' }],
      ]),
    ).to.deep.equal([
      '200 ok',
      '200 ok',
      '422 invalid: /',
      '422 invalid: /a',
      '422 invalid: /b',
      '422 invalid: /',
      '422 invalid: /',
      '422 invalid: /',
    ]);
  });

  it('may be left out when it is not required', async () => {
    const api = apiOfIt(lines.replace('body: {', 'body: { required: false,'));
    expect(
      await answers(api, [
        ['/it', { method: 'POST' }],
        ['/it', json('{}')],
      ]),
    ).to.deep.equal(['200 ok', '422 invalid: /']);
  });

  it('of another content type gets the status for that', async () => {
    const sent = post('a: 1', 'application/yaml');
    expect(await answers(apiOfIt(lines, [200, 400, 415, 422]), [['/it', sent]])).to.deep.equal(['415 invalid: header Content-Type']);
    expect(await answers(apiOfIt(lines), [['/it', sent]])).to.deep.equal(['400 invalid: header Content-Type']);
    const untyped: Sent = { method: 'POST', body: '{"a":1}' };
    expect(await answers(apiOfIt(lines), [['/it', untyped]])).to.deep.equal(['400 invalid: header Content-Type']);
  });

  it('that is not UTF-8 is not JSON', async () => {
    const sent: Sent = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
    };
    expect(await answers(apiOfIt(lines), [['/it', sent]])).to.deep.equal(['422 invalid: /']);
  });

  it('is compared by own members only', async () => {
    expect(await answers(apiOfIt(lines), [['/it', json('{"__proto__":{"a":1}}')]])).to.deep.equal(['422 invalid: /']);
  });

  const form = (type: string) =>
    `    method: POST\n    path: /it\n    body: { contentType: ${type}, schema: { type: object, required: [n], properties: { n: { type: integer, maximum: 5 }, flags: { type: array, items: { type: boolean } }, t: { type: string } } }, example: { n: 1 } }`;

  it('of a form is read as its schema asks', async () => {
    const type = 'application/x-www-form-urlencoded';
    const found = await answers(apiOfIt(form(type)), [
      ['/it', post('n=2&flags=true&flags=false&t=5', type)],
      ['/it', post('n=2&flags=true&t=true', type)],
      ['/it', post('n=9', type)],
      ['/it', post('n=x', type)],
      ['/it', post('t=1', type)],
      ['/it', post('n=2&t=1&t=2', type)],
      ['/it', post('n=%zz', type)],
      ['/it', post('__proto__=1&n=2', type)],
    ]);
    expect(found).to.deep.equal([
      '200 ok',
      '200 ok',
      '422 invalid: /n',
      '422 invalid: /n',
      '422 invalid: /',
      '422 invalid: /t',
      '422 invalid: /',
      '200 ok',
    ]);
  });

  it('of several parts is read as its schema asks', async () => {
    const part = (name: string, value: string, file = '') =>
      `--frontier\r\nContent-Disposition: form-data; name="${name}"${file && `; filename="${file}"`}\r\n\r\n${value}\r\n`;
    const type = 'multipart/form-data; boundary=frontier';
    const lines = `${form('multipart/form-data')}`.replace('properties: {', 'properties: { scan: { type: string },');
    const found = await answers(apiOfIt(lines), [
      ['/it', post(`${part('n', '2')}${part('scan', '%PDF', 's.pdf')}--frontier--\r\n`, type)],
      ['/it', post(`${part('n', 'x')}--frontier--\r\n`, type)],
      ['/it', post(`${part('scan', '%PDF', 's.pdf')}--frontier--\r\n`, type)],
      ['/it', post('n=2', type)],
      ['/it', post('n=2', 'multipart/form-data')],
    ]);
    expect(found).to.deep.equal(['200 ok', '422 invalid: /n', '422 invalid: /', '422 invalid: /', '422 invalid: /']);
  });

  it('of text is held to its schema', async () => {
    const text =
      '    method: POST\n    path: /it\n    body: { contentType: text/csv, schema: { type: string, pattern: "^id," }, example: "id,1" }';
    expect(
      await answers(apiOfIt(text), [
        ['/it', post('id,2', 'text/csv')],
        ['/it', post('name', 'text/csv')],
      ]),
    ).to.deep.equal(['200 ok', '422 invalid: /']);
  });
});

describe('the answer to an invalid request', () => {
  const lines =
    '    method: POST\n    path: /it\n    parameters: { query: { q: { schema: { type: integer }, example: 1 } } }\n    body: { schema: { type: object }, example: {} }';
  const statusesOf = async (statuses: readonly number[]): Promise<unknown[]> => {
    const [badQuery, badBody] = await withMock(apiOfIt(lines, statuses), {}, async (_, base) => [
      await ask(base, '/it?q=x', json('{}')),
      await ask(base, '/it?q=1', json('[]')),
    ]);
    return [badQuery?.status, badBody?.status];
  };

  it('is the documented one: 400 for parameters and 422 for bodies, if there are both', async () => {
    expect(await statusesOf([200, 400, 422])).to.deep.equal([400, 422]);
    expect(await statusesOf([200, 400, 404])).to.deep.equal([400, 400]);
    expect(await statusesOf([200, 404, 422])).to.deep.equal([422, 422]);
    expect(await statusesOf([200, 404])).to.deep.equal([404, 404]);
    expect(await statusesOf([200, 401, 403, 429])).to.deep.equal([400, 400]);
  });

  it('has the documented body', async () => {
    await withMock(apiOfIt(lines), {}, async (_, base) => {
      expect((await ask(base, '/it?q=x', json('{}'))).json()).to.deep.equal({ documented: 400 });
    });
  });

  it('lists what is wrong when none is documented', async () => {
    await withMock(apiOfIt(lines, [200]), {}, async (_, base) => {
      const answer = await ask(base, '/it?q=x', json('[]'));
      expect([answer.status, answer.headers['content-type']]).to.deep.equal([400, 'application/problem+json']);
      expect(answer.json()).to.deep.include({
        findings: [
          { where: 'query q', expected: 'an integer' },
          { where: '/', expected: 'an object' },
        ],
      });
    });
  });
});
