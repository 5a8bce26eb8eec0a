import { describe, it } from 'node:test';
import { expect } from 'chai';
import { problemsWith } from './endpoint.ts';

/** The endpoint, which must be without a problem. */
function endpointOf(more: string, files: Readonly<Record<string, string>> = {}, response?: string) {
  const { told, endpoint } = problemsWith(more, files, response);
  expect(told).to.deep.equal([]);
  if (!endpoint) throw new Error('no endpoint');
  return endpoint;
}

const pairs = (values: readonly { name: string; value: string }[]) => values.map(({ name, value }) => `${name}=${value}`);

describe('an endpoint', () => {
  it('has every default applied', () => {
    const endpoint = endpointOf('');
    expect(endpoint).to.deep.include({
      id: 'one',
      name: 'One',
      deprecated: false,
      tags: [],
      method: 'GET',
      baseUrl: '{{baseUrl}}',
      path: '/one',
      auth: 'token',
      parameters: [],
      body: undefined,
      cases: [],
    });
    expect(endpoint.request).to.deep.include({
      kind: 'documented',
      identity: ['one'],
      pathValues: {},
      query: [],
      headers: [],
      body: undefined,
      auth: 'token',
    });
    expect(endpoint.request.origin.start).to.deep.include({ line: 3, column: 5 });
  });
  it('needs no token when the API has no auth', () => {
    const endpoint = endpointOf('', { 'api.yaml': 'name: D\nbaseUrl: https://example.com\n', 'environments/dev.yaml': 'name: D\n' });
    expect(endpoint.auth).to.equal('none');
  });
  it('takes its own address before that of the API', () => {
    const api = { 'api.yaml': 'name: D\nbaseUrl: https://api.example.com\n', 'environments/dev.yaml': 'name: D\n' };
    expect(endpointOf('', api).baseUrl).to.equal('https://api.example.com');
    expect(endpointOf('baseUrl: https://own.example.com', api).request.baseUrl).to.equal('https://own.example.com');
  });
  it('adds default headers, unless it has its own of that name, in any case', () => {
    const api = {
      'api.yaml': 'name: D\nbaseUrl: https://example.com\ndefaults: { headers: { Accept: a, X-One: b } }\n',
      'environments/dev.yaml': 'name: D\n',
    };
    expect(pairs(endpointOf('parameters: { header: { accept: own } }', api).request.headers)).to.deep.equal(['accept=own', 'X-One=b']);
  });
  it('adds default responses that it does not document itself, by rising status', () => {
    const api = {
      'api.yaml':
        'name: D\nbaseUrl: https://example.com\ndefaults: { responses: { 500: { description: default, readAs: none }, 200: { description: default, readAs: none } } }\n',
      'environments/dev.yaml': 'name: D\n',
    };
    const { responses } = endpointOf('', api, '404: { description: own, readAs: none }\n200: { description: own, readAs: none }');
    expect(responses.map(({ status, description }) => `${status} ${description}`)).to.deep.equal(['200 own', '404 own', '500 default']);
  });
  it('holds an answer to the limit of its own, or of the API', () => {
    const api = {
      'api.yaml': 'name: D\nbaseUrl: https://example.com\ndefaults: { timeLimit: 1.5s }\n',
      'environments/dev.yaml': 'name: D\n',
    };
    const limit = (more: string, files = {}) => endpointOf(more, files).request.checks.find((check) => check.kind === 'time');
    expect(limit('')).to.equal(undefined);
    expect(limit('', api)).to.deep.include({ milliseconds: 1500, name: 'answered within 1500 ms' });
    expect(limit('', api)?.origin).to.deep.include({ file: 'specs/demo/api.yaml' });
    expect(limit('timeLimit: 2m', api)).to.deep.include({ milliseconds: 120_000 });
    expect(limit('timeLimit: 500ms')?.origin.start.line).to.equal(7);
    expect(limit('timeLimit: 1h')).to.deep.include({ milliseconds: 3_600_000 });
  });
  it('expects the first 2xx, or what it says', () => {
    const responses = '404: { description: d, readAs: none }\n202: { description: d, readAs: none }\n201: { description: d, readAs: none }';
    const cases = 'cases: [{ name: a, expect: 201 }, { name: b, expect: 202 }]';
    expect(endpointOf(cases, {}, responses).request.expected.status).to.equal(201);
    expect(endpointOf(`expect: 404\n${cases}`, {}, responses).request.expected.status).to.equal(404);
    expect(problemsWith('expect: 500', {}, responses).told).to.deep.equal(['7:13 undocumented-status']);
  });
  it('is held to status, content type, headers and body, in that order', () => {
    const { checks } = endpointOf(
      'timeLimit: 1s',
      {},
      '200: { description: d, headers: { X: y, Z: { required: false } }, schema: true, example: 1 }',
    ).request;
    expect(checks.map((check) => check.name)).to.deep.equal([
      'status is 200',
      'content type is application/json',
      'header X is as documented',
      'header Z is as documented',
      'body is as documented',
      'answered within 1000 ms',
    ]);
  });
});

describe('parameters', () => {
  it('may be a value, several, or described', () => {
    const { request, parameters } = endpointOf(
      'path: /{a}/{b}\nparameters: { path: { a: 1, b: { example: true } }, query: { c: [x, 2], d: { example: [y, z] }, e: {} }, header: { F: 0.5 } }',
    );
    expect(request.pathValues).to.deep.equal({ a: '1', b: 'true' });
    expect(pairs(request.query)).to.deep.equal(['c=x', 'c=2', 'd=y', 'd=z']);
    expect(pairs(request.headers)).to.deep.equal(['F=0.5']);
    expect(parameters.map(({ in: place, name, required }) => `${place} ${name} ${required}`)).to.deep.equal([
      'path a true',
      'path b true',
      'query c false',
      'query d false',
      'query e false',
      'header F false',
    ]);
  });
  it('of a path are told from variables in it', () => {
    expect(problemsWith('path: "/{{baseUrl}}/{a}"').told).to.deep.equal(['6:25 path-value']);
  });
  it('each in a path need a value', () => {
    expect(problemsWith('path: /{a}/{b}/{c}\nparameters: { path: { b: 1 } }').told).to.deep.equal(['6:12 path-value', '6:20 path-value']);
  });
  it('that are required need an example', () => {
    expect(problemsWith('parameters: { query: { a: { required: true } }, header: { B: { required: true } } }').told).to.deep.equal([
      '7:28 parameter-value',
      '7:63 parameter-value',
    ]);
  });
  for (const name of ['"a b"', '"a:"', '"é"', '""', '"a\\nb"'])
    it(`cannot be a header called ${name}`, () =>
      void expect(problemsWith(`parameters: { header: { ${name}: x } }`).problems.map(({ code }) => code)).to.deep.equal(['header-name']));
  it('with an example that breaks their schema are told at it', () => {
    expect(problemsWith('parameters: { query: { a: { schema: { type: integer }, example: x } } }').told).to.deep.equal([
      '7:69 example-breaks-schema',
    ]);
  });
});

describe('bodies', () => {
  const body = (text: string) => endpointOf(`method: POST\nbody: ${text}`).request.body;

  it('of JSON are the default', () => {
    expect(body('{ example: { a: [1, null] } }')).to.deep.equal({ kind: 'json', contentType: 'application/json', value: { a: [1, null] } });
    expect(body('{ contentType: application/merge-patch+json; charset=utf-8, example: 1 }')).to.deep.include({ kind: 'json' });
  });
  it('of a form have fields, repeated for a list', () => {
    expect(body('{ contentType: application/x-www-form-urlencoded, example: { a: 1, b: [x, y], c: { d: e } } }')).to.deep.equal({
      kind: 'urlencoded',
      contentType: 'application/x-www-form-urlencoded',
      fields: [
        { name: 'a', value: '1' },
        { name: 'b', value: 'x' },
        { name: 'b', value: 'y' },
        { name: 'c', value: '{"d":"e"}' },
      ],
    });
  });
  it('of parts have fields and files', () => {
    expect(
      body('{ contentType: multipart/form-data, example: { a: 1 }, files: { photo: { file: p.png, contentType: image/png } } }'),
    ).to.deep.equal({
      kind: 'multipart',
      contentType: 'multipart/form-data',
      fields: [{ name: 'a', value: '1' }],
      files: [{ name: 'photo', file: 'p.png', contentType: 'image/png' }],
    });
    expect(body('{ contentType: multipart/form-data, files: { photo: { file: p.png } } }')).to.deep.include({ fields: [] });
  });
  it('of text are text', () => {
    expect(body('{ contentType: text/csv, example: "a,b" }')).to.deep.equal({ kind: 'text', contentType: 'text/csv', text: 'a,b' });
  });
  it('of bytes are a file', () => {
    expect(body('{ contentType: image/png, files: { file: { file: p.png } } }')).to.deep.equal({
      kind: 'binary',
      contentType: 'image/png',
      file: 'p.png',
    });
    expect(problemsWith('method: POST\nbody: { contentType: image/png, files: {} }').told).to.deep.equal(['7:11 body-shape']);
  });
  it('that are not required need no example', () => {
    expect(body('{ required: false }')).to.equal(undefined);
    expect(problemsWith('method: POST\nbody: { required: true }').told).to.deep.equal(['7:11 no-example']);
  });
});

describe('answers', () => {
  const answer = (text: string) => endpointOf('', {}, `200: ${text}`).request.expected;

  it('are read by their content type', () => {
    expect(answer('{ description: d, schema: true, example: 1 }')).to.deep.include({ contentType: 'application/json', readAs: 'json' });
    expect(answer('{ description: d, contentType: application/problem+json, schema: true, example: 1 }')).to.deep.include({
      readAs: 'json',
    });
    expect(answer('{ description: d, contentType: text/plain, schema: true, example: a }')).to.deep.include({ readAs: 'text' });
    expect(answer('{ description: d, contentType: text/plain, readAs: json, schema: true, example: 1 }')).to.deep.include({
      readAs: 'json',
    });
    expect(answer('{ description: d, readAs: none }')).to.deep.include({ contentType: undefined, readAs: 'none' });
  });
  it('need a schema, or to say that nothing is read', () => {
    for (const text of ['{ description: d }', '{ description: d, example: 1 }', '{ description: d, contentType: text/plain }'])
      expect(problemsWith('', {}, `200: ${text}`).told, text).to.deep.equal(['8:7 no-contract']);
  });
  it('of 204 and 304 need none', () => {
    expect(endpointOf('', {}, '204: { description: d }\n304: { description: d }').responses.map(({ readAs }) => readAs)).to.deep.equal([
      'none',
      'none',
    ]);
  });
  it('have exact headers, and described ones', () => {
    const { headers } = answer(
      '{ description: d, readAs: none, headers: { A: exact, B: { schema: { type: integer }, example: 5 }, C: { required: false } } }',
    );
    expect(headers.map(({ name, required, example }) => ({ name, required, example }))).to.deep.equal([
      { name: 'A', required: true, example: 'exact' },
      { name: 'B', required: true, example: '5' },
      { name: 'C', required: false, example: undefined },
    ]);
    expect(headers[0]?.schema?.schema).to.deep.equal({ const: 'exact' });
  });
  it('have an example of each required header', () => {
    expect(problemsWith('', {}, '200: { description: d, readAs: none, headers: { A: {} } }').told).to.deep.equal(['8:55 no-example']);
  });
});

describe('cases', () => {
  const start = `path: /{a}
method: POST
parameters: { path: { a: 1 }, query: { b: 2, c: 3, d: 4 }, header: { E: 5, F: 6 } }
body: { example: { g: 7 } }`;
  const caseOf = (text: string, response?: string) => endpointOf(`${start}\ncases: [{ name: n, ${text} }]`, {}, response).cases[0];

  it('start from the documented request', () => {
    const { request } = endpointOf(start);
    const { kind, identity, name, origin: _, ...rest } = caseOf('expect: 200') ?? ({} as never);
    expect({ kind, identity, name }).to.deep.equal({ kind: 'case', identity: ['one', 'n'], name: 'n' });
    expect(rest.body).to.deep.equal(request.body);
    expect({ pathValues: rest.pathValues, query: rest.query, headers: rest.headers, auth: rest.auth }).to.deep.equal({
      pathValues: request.pathValues,
      query: request.query,
      headers: request.headers,
      auth: request.auth,
    });
  });
  it('replace values in their place, take null ones away, and add new ones at the end', () => {
    const found = caseOf('parameters: { path: { a: x }, query: { new: y, d: null, b: [u, v] }, header: { e: w, F: null } }, expect: 200');
    expect(found?.pathValues).to.deep.equal({ a: 'x' });
    expect(pairs(found?.query ?? [])).to.deep.equal(['b=u', 'b=v', 'c=3', 'new=y']);
    expect(pairs(found?.headers ?? [])).to.deep.equal(['e=w']);
  });
  it('send another body, or none', () => {
    expect(caseOf('body: [1], expect: 200')?.body).to.deep.include({ kind: 'json', value: [1] });
    expect(caseOf('body: null, expect: 200')?.body).to.equal(undefined);
  });
  it('may go without the token', () => void expect(caseOf('auth: none, expect: 200')?.auth).to.equal('none'));
  it('expect a documented status', () => {
    const found = problemsWith(`${start}\ncases: [{ name: a, expect: 404 }, { name: b, expect: { status: 405 } }]`);
    expect(found.told).to.deep.equal(['9:32 undocumented-status', '9:68 undocumented-status']);
  });
  it('may expect more of the answer than is documented', () => {
    const found = caseOf(
      'expect: { status: 200, headers: { x: new }, schema: { type: integer }, example: 2 }',
      '200: { description: d, headers: { X: old, Y: kept }, schema: { minimum: 0 }, example: 1 }',
    );
    expect(found?.expected.schemas.map(({ schema }) => schema)).to.deep.equal([{ minimum: 0 }, { type: 'integer' }]);
    expect(found?.expected.headers.map(({ name, example }) => `${name}=${example}`)).to.deep.equal(['Y=kept', 'x=new']);
    expect(found?.expected.example).to.equal(2);
    expect(found?.checks.map(({ name }) => name)).to.contain('body is as this case expects');
  });
  it('hold their example to both schemas', () => {
    const found = problemsWith(
      'cases: [{ name: n, expect: { status: 200, schema: { type: integer }, example: -1.5 } }]',
      {},
      '200: { description: d, schema: { minimum: 0 }, example: 1 }',
    );
    expect(found.told).to.deep.equal(['7:83 example-breaks-schema', '7:83 example-breaks-schema']);
  });
  it('come in the order of the spec', () => {
    const { cases } = endpointOf('cases: [{ name: b, expect: 200 }, { name: a, expect: 200 }]');
    expect(cases.map(({ name }) => name)).to.deep.equal(['b', 'a']);
  });
});
