import { describe, it } from 'node:test';
import { expect } from 'chai';
import { demo, resolveDemo, sentences, told } from '../support/specs.ts';
import { problemsWith } from './endpoint.ts';

const environmentWith = (variables: string, secrets = 'clientId: {}, clientSecret: {}') =>
  `name: D\nvariables: { baseUrl: "https://example.com"${variables} }\nsecrets: { ${secrets} }\n`;

describe('ids', () => {
  const endpoint = (id: string, cases = '') =>
    `  - { id: ${id}, name: A, method: GET, path: /a, responses: { 200: { description: d, readAs: none } }${cases} }\n`;
  const file = (...endpoints: string[]) => `folder: F\nendpoints:\n${endpoints.join('')}`;

  it('are there once in an API, over all of its files', () => {
    const { problems } = resolveDemo({ 'endpoints/a.yaml': file(endpoint('x')), 'endpoints/b.yaml': file(endpoint('y'), endpoint('x')) });
    expect(told(problems)).to.deep.equal(['endpoints/b.yaml:4:11 duplicate-id']);
    expect(problems[0]?.related?.[0]).to.deep.include({ file: 'specs/demo/endpoints/a.yaml' });
  });
  it('may be the same in another API', () => {
    const all = Object.fromEntries(Object.entries(demo).map(([name, text]) => [name.replace('specs/demo/', '../other/'), text]));
    const { apis, problems } = resolveDemo(
      Object.fromEntries(Object.entries(all).map(([name, text]) => [name.replace('../other/', ''), text])),
    );
    expect(told(problems)).to.deep.equal([]);
    expect(apis).to.have.length(1);
  });
  it('of cases are there once in an endpoint', () => {
    const twice = ', cases: [{ name: n, expect: 200 }, { name: n, expect: 200 }]';
    const once = ', cases: [{ name: n, expect: 200 }]';
    const { problems } = resolveDemo({
      'endpoints/things.yaml': file(endpoint('a', once), endpoint('b', twice)),
      'schemas/thing.yaml': undefined,
    });
    expect(problems.map(({ code }) => code)).to.deep.equal(['duplicate-id']);
  });
  it('access-token is free when there is no auth', () => {
    const { problems } = resolveDemo({
      'api.yaml': 'name: D\nbaseUrl: https://example.com\n',
      'environments/dev.yaml': 'name: D\n',
      'endpoints/things.yaml': file(endpoint('access-token')),
      'schemas/thing.yaml': undefined,
    });
    expect(told(problems)).to.deep.equal([]);
  });
  it('of environments are the names of their files', () => {
    const { problems } = resolveDemo({ 'environments/eu/dev.yaml': environmentWith('') });
    expect(told(problems)).to.deep.equal(['environments/eu/dev.yaml:1:1 duplicate-id']);
  });
});

describe('addresses', () => {
  const api = (base: string, url: string) => ({
    'api.yaml': `name: D\nbaseUrl: ${base}\nauth: { grant: client_credentials, tokenUrl: "${url}" }\n`,
    'environments/dev.yaml': 'name: D\nsecrets: { clientId: {}, clientSecret: {} }\n',
  });

  for (const url of ['https://example.com', 'http://localhost:3000/v1', 'HTTPS://EXAMPLE.COM/a'])
    it(`may be ${url}`, () => void expect(problemsWith('', api(url, 'https://example.com/t')).told).to.deep.equal([]));
  for (const url of ['example.com', '//example.com', 'ftp://example.com', 'https://', '/v1', '"https:///x"'])
    it(`cannot be ${url}`, () =>
      void expect(problemsWith('', api(url, 'https://example.com/t')).told).to.deep.equal(['api.yaml:2:10 url-scheme']));
  it('that paths are appended to do not end in a slash', () => {
    expect(problemsWith('', api('https://example.com/', 'https://example.com/t')).told).to.deep.equal(['api.yaml:2:10 url-slash']);
    expect(problemsWith('baseUrl: https://example.com/x/').told).to.deep.equal(['7:14 url-slash']);
  });
  it('that nothing is appended to may end in a slash', () => {
    expect(problemsWith('', api('https://example.com', 'https://example.com/t/')).told).to.deep.equal([]);
    expect(
      problemsWith('path: ""\nbaseUrl: https://example.com/x/', api('https://example.com', 'https://example.com/t')).told,
    ).to.deep.equal([]);
  });
  it('in variables that addresses begin with are held to the same', () => {
    const environment = (url: string) => ({
      'environments/dev.yaml': `name: D\nvariables: { baseUrl: "${url}" }\nsecrets: { clientId: {}, clientSecret: {} }\n`,
    });
    expect(problemsWith('', environment('https://example.com/')).told).to.deep.equal(['environments/dev.yaml:2:23 url-slash']);
    expect(problemsWith('', environment('example.com')).told).to.deep.equal(['environments/dev.yaml:2:23 url-scheme']);
  });
  it('do not show a password', () => {
    const { problems } = problemsWith('', api('me:correct-horse@example.com', 'https://example.com/t'));
    expect(problems.map(({ code }) => code)).to.include('url-scheme');
    expect(sentences(problems).join('\n')).not.to.contain('correct-horse');
  });
});

describe('secrets', () => {
  const jwt = ['eyJhbGciOiJub25lIn0', 'eyJzdWIiOiJkZW1vIn0', 'c2lnbmF0dXJl'].join('.');
  const codes = (more: string, files = {}) => problemsWith(more, files).problems.map(({ code }) => code);

  for (const more of [
    'parameters: { header: { Authorization: Basic abc } }',
    'parameters: { header: { X-Api-Key: 12345 } }',
    'parameters: { header: { X-Api-Key: { example: abc } } }',
    'parameters: { query: { api_key: { example: 12345 } } }',
    'parameters: { query: { access_token: [abc] } }'.replace('[abc]', 'abc'),
    'method: POST\nbody: { example: { user: { password: abc } } }',
    'method: POST\nbody: { example: { password: 12345 } }',
    `parameters: { query: { q: ${jwt} } }`,
    `method: POST\nbody: { contentType: text/plain, example: "token ${jwt}" }`,
    'cases: [{ name: n, parameters: { header: { Authorization: Basic abc } }, expect: 200 }]',
    'cases: [{ name: n, body: { client_secret: abc }, expect: 200 }]',
    'baseUrl: https://me:mine@example.com',
    `description: for example ${jwt}`,
  ])
    it(`are found in ${more.replace(jwt, 'JWT').replace('\n', ' ')}`, () => {
      const { problems } = problemsWith(more);
      expect(problems.map(({ code }) => code)).to.deep.equal(['literal-secret']);
      expect(problems[0]?.hidden).to.equal(true);
    });
  it('are found in answers, comments and files that are referred to, by their form', () => {
    expect(codes('', { 'schemas/thing.yaml': `type: object # ${jwt}\n` })).to.deep.equal(['literal-secret']);
    expect(
      problemsWith('', {}, `200: { description: d, schema: true, example: { t: ${jwt} } }`).problems.map(({ code }) => code),
    ).to.deep.equal(['literal-secret']);
  });
  it('are found in auth', () => {
    const auth = (more: string) => ({ 'api.yaml': `name: D\nauth: { grant: client_credentials, tokenUrl: "{{baseUrl}}/t", ${more} }\n` });
    for (const more of [
      'clientSecret: abc, clientId: "{{clientId}}"',
      'parameters: { client_secret: abc }',
      'headers: { Authorization: Basic abc }',
      'headers: { X-Api-Key: abc }',
    ])
      expect(
        codes('', auth(more)).filter((code) => code !== 'unused-variable'),
        more,
      ).to.deep.equal(['literal-secret']);
  });
  it('are found in environments', () => {
    const environment = (text: string) => ({ 'environments/dev.yaml': text });
    expect(codes('', environment(environmentWith(', apiKey: abc'))).filter((code) => code !== 'unused-variable')).to.deep.equal([
      'literal-secret',
    ]);
    expect(codes('', environment(environmentWith(', apiKey: { value: abc }'))).filter((code) => code !== 'unused-variable')).to.deep.equal([
      'literal-secret',
    ]);
    expect(codes('', environment(environmentWith('', 'clientId: {}, clientSecret: abc')))).to.deep.equal(['literal-secret']);
    expect(codes('', environment(environmentWith(', apiKey: { from: KEY }'))).filter((code) => code !== 'unused-variable')).to.deep.equal([
      'secret-variable',
    ]);
  });

  for (const more of [
    'parameters: { header: { Authorization: "Bearer {{clientId}}" } }',
    'parameters: { query: { tokenUrl: "https://example.com/t", publicKeyId: k1, tokenType: bearer, secretName: main, page_token: "" } }',
    'parameters: { query: { pageToken: abc, passwordHint: none, authorized: true } }',
    'parameters: { header: { X-Api-Key: "" } }',
    'method: POST\nbody: { schema: { properties: { password: { type: string, description: Yours. } } }, example: {} }',
    'description: Put your client secret into the environment.',
    'baseUrl: "https://{{clientId}}:{{clientSecret}}@example.com"',
  ])
    it(`are not seen in ${more.replace('\n', ' ')}`, () => void expect(codes(more)).to.deep.equal([]));
  it('are not seen in what a token endpoint answers', () => {
    expect(
      problemsWith('', {}, '200: { description: d, schema: true, example: { access_token: an-opaque-token, token_type: Bearer } }').told,
    ).to.deep.equal([]);
  });
});

describe('examples that break their schema', () => {
  const schema = '{ type: object, required: [a], properties: { a: { type: array, items: { type: integer } }, "b/c": { type: string } } }';
  const answer = (example: string) => problemsWith('', {}, `200:\n  description: d\n  schema: ${schema}\n  example:${example}`);

  it('are told at the very value, in flow', () => {
    expect(answer(' { a: [1, 2, x], "b/c": 5 }').told).to.deep.equal(['11:30 example-breaks-schema', '11:41 example-breaks-schema']);
  });
  it('are told at the very value, in block', () => {
    expect(answer('\n    a:\n      - 1\n      - x\n    b/c: 5').told).to.deep.equal([
      '14:15 example-breaks-schema',
      '15:16 example-breaks-schema',
    ]);
  });
  it('are told at the map that lacks something', () => {
    const { told: places, problems } = answer(' { }');
    expect(places).to.deep.equal(['11:18 example-breaks-schema']);
    expect(sentences(problems)[0]).to.match(/at the root: expected the property "a"/);
  });
  it('are told in the file that they are in, with the line of the schema', () => {
    const { problems } = problemsWith(
      '',
      { 'examples.yaml': 'ok:\n  a: [1]\nbad:\n  a: [1, 2.5]\n', 'schemas/a.yaml': 'properties:\n  a:\n    items:\n      type: integer\n' },
      '200: { description: d, schema: { $ref: ../schemas/a.yaml }, example: { $ref: ../examples.yaml#/bad } }',
    );
    expect(told(problems)).to.deep.equal(['examples.yaml:4:10 example-breaks-schema']);
    expect(problems[0]?.related?.map(({ file, start }) => `${file}:${start.line}:${start.column}`)).to.deep.equal([
      'specs/demo/schemas/a.yaml:4:13',
    ]);
  });
  it('are not known while they hold a variable', () => {
    expect(
      problemsWith(
        '',
        { 'environments/dev.yaml': environmentWith(', n: "5"') },
        '200: { description: d, schema: { items: { type: integer } }, example: ["{{n}}", 1] }',
      ).told.filter((each) => !each.includes('unused')),
    ).to.deep.equal([]);
    expect(problemsWith('', {}, '200: { description: d, schema: { items: { type: integer } }, example: ["{{n}}", x] }').told).to.deep.equal(
      ['8:87 example-breaks-schema'],
    );
  });
  it('are never shown when they may be secrets', () => {
    const { problems } = problemsWith(
      '',
      {},
      '200: { description: d, schema: { properties: { access_token: { minLength: 50 } }, maxProperties: 0 }, example: { access_token: correct-horse } }',
    );
    expect(problems).to.have.length(2);
    expect(sentences(problems).join('\n')).not.to.contain('correct');
    expect(problems.every(({ hidden }) => hidden)).to.equal(true);
  });
});

describe('schemas', () => {
  const compile = (schema: string, files = {}) => problemsWith('', files, `200: { description: d, schema: ${schema}, example: {} }`);

  it('may refer to themselves', () => {
    expect(
      compile('{ $ref: ../tree.yaml }', {
        'tree.yaml': 'type: object\nproperties:\n  children: { type: array, items: { $ref: "#" } }\n  parent: { $ref: tree.yaml }\n',
      }).told,
    ).to.deep.equal([]);
  });
  it('may refer to each other over files', () => {
    expect(
      compile('{ $ref: ../a.yaml }', {
        'a.yaml': 'properties: { b: { $ref: b.yaml#/x } }\n',
        'b.yaml': 'x: { properties: { a: { $ref: a.yaml } } }\n',
      }).told,
    ).to.deep.equal([]);
  });
  it('may be in a file with a space in its name', () => {
    for (const ref of ['../a%20b.yaml', '../a b.yaml'])
      expect(compile(`{ $ref: "${ref}" }`, { 'a b.yaml': 'type: object\n' }).told, ref).to.deep.equal([]);
  });
  it('tell of a mistake once, however often they are used', () => {
    const { problems } = resolveDemo({
      'schemas/thing.yaml': 'tpye: object\n',
      'endpoints/more.yaml': (demo['specs/demo/endpoints/things.yaml'] ?? '').replace('list-things', 'more-things'),
    });
    expect(told(problems)).to.deep.equal(['schemas/thing.yaml:1:1 schema-unknown-keyword']);
  });
  it('survive a reference with a broken escape', () => {
    expect(compile('{ $ref: "%zz.yaml" }').told).to.deep.equal(['8:46 schema-unresolved-reference']);
  });
  it('find their lines again', () => {
    const { api, endpoint } = problemsWith(
      '',
      { 'a.yaml': '# a comment\nproperties:\n  b: { type: integer }\n' },
      '200: { description: d, schema: { properties: { a: { $ref: ../a.yaml } } }, example: {} }',
    );
    const schema = endpoint?.responses[0]?.schemas[0];
    if (!api || !schema) throw new Error('no schema');
    const [name] = Object.keys((schema.schema as { $defs: object }).$defs);
    const span = api.locate(schema, `#/$defs/${name}/properties/b/type`);
    expect(`${span?.file}:${span?.start.line}:${span?.start.column}`).to.equal('specs/demo/a.yaml:3:14');
    expect(api.locate(schema, '#/nowhere')).to.equal(undefined);
  });
});

describe('files', () => {
  it('that nothing uses are told, unless only some APIs were asked for', () => {
    expect(told(resolveDemo({ 'schemas/x.yaml': 'type: object\n' }).problems)).to.deep.equal(['schemas/x.yaml:1:1 unused-file']);
  });
  it('are not called unused while anything is wrong', () => {
    expect(told(resolveDemo({ 'schemas/x.yaml': 'type: object\n', 'api.yaml': 'nam: D\n' }).problems)).to.deep.equal([
      'api.yaml:1:1 unknown-key',
    ]);
  });
  it('in a folder with a misspelt name are told in any case', () => {
    const { problems } = resolveDemo({ 'enviroments/x.yaml': 'name: X\n', 'api.yaml': 'nam: D\n' });
    expect(told(problems)).to.deep.equal(['api.yaml:1:1 unknown-key', 'enviroments/x.yaml:1:1 misplaced-file']);
  });
});

describe('the token endpoint', () => {
  const auth = (more: string) =>
    problemsWith('', { 'api.yaml': `name: D\nauth: { grant: client_credentials, tokenUrl: "{{baseUrl}}/t"${more} }\n` });

  it('has every default applied', () => {
    const found = auth('');
    expect(found.told).to.deep.equal([]);
    expect(found.api?.auth).to.deep.include({
      clientAuthentication: 'client_secret_basic',
      basicEncoding: 'form',
      clientId: '{{clientId}}',
      clientSecret: '{{clientSecret}}',
      scope: [],
      audience: undefined,
      timeout: 30_000,
      attempts: 3,
      refreshBefore: 60_000,
      refreshOn: [401],
      send: { in: 'header', name: 'Authorization', scheme: 'Bearer' },
    });
  });
  it('is sent the fields of RFC 6749 section 4.4.2, and those of the client when it shows itself in the body', () => {
    const fields = (more: string) => {
      const body = auth(more).api?.auth?.token.request.body;
      return body?.kind === 'urlencoded' ? body.fields.map(({ name, value }) => `${name}=${value}`) : [];
    };
    expect(fields('')).to.deep.equal(['grant_type=client_credentials']);
    expect(fields(', clientAuthentication: client_secret_post, scope: [a, b], audience: x, parameters: { y: z }')).to.deep.equal([
      'grant_type=client_credentials',
      'client_id={{clientId}}',
      'client_secret={{clientSecret}}',
      'scope=a b',
      'audience=x',
      'y=z',
    ]);
    expect(fields(', clientAuthentication: none')).to.deep.equal(['grant_type=client_credentials', 'client_id={{clientId}}']);
  });
  it('puts the token into the query when asked to', () => {
    expect(auth(', send: { in: query }').api?.auth?.send).to.deep.equal({ in: 'query', name: 'access_token', scheme: '' });
  });
});
