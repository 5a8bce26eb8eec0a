import { describe, it } from 'node:test';
import { expect } from 'chai';
import { apiOf } from '../support/mock-api.ts';
import { ask, withMock } from '../support/mock-client.ts';

/** An API without tokens, of endpoints that answer `e0`, `e1` and so on. */
function apiOfPaths(paths: readonly string[], more = '') {
  const endpoints = paths.map((line, i) => {
    const [method, path] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)];
    const names = [...path.matchAll(/(?<!\{)\{(\w+)\}(?!\})/g)].map((match) => `${match[1]}: x`);
    return [
      `  - id: e${i}`,
      `    name: ${JSON.stringify(line)}`,
      `    method: ${method}`,
      `    path: ${JSON.stringify(path)}`,
      ...(names.length > 0 ? [`    parameters: { path: { ${names.join(', ')} } }`] : []),
      `    responses: { 200: { description: Done, schema: true, example: e${i} } }`,
    ].join('\n');
  });
  return apiOf({ 'api.yaml': `name: Paths\n${more}`, 'endpoints/all.yaml': `folder: All\nendpoints:\n${endpoints.join('\n')}\n` });
}

describe('a route', () => {
  const found: [string, string[], string, string][] = [
    ['a literal one before a templated one, however they are ordered', ['GET /a/{id}', 'GET /a/new'], '/a/new', 'GET /a/new'],
    ['a templated one for any other value', ['GET /a/new', 'GET /a/{id}'], '/a/newer', 'GET /a/{id}'],
    ['a partly literal one before a wholly templated one', ['GET /a/{id}', 'GET /a/{id}.json'], '/a/7.json', 'GET /a/{id}.json'],
    ['the one that is literal further left', ['GET /{x}/b', 'GET /a/{y}'], '/a/b', 'GET /a/{y}'],
    ['one for values with a slash in them', ['GET /a/{id}'], '/a/b%2Fc', 'GET /a/{id}'],
    ['one whose literal segments are encoded another way', ['GET /caf%C3%A9/x%20y'], '/caf%c3%a9/%78%20y', 'GET /caf%C3%A9/x%20y'],
    ['one with a variable in it', ['GET /accounts/{{account}}/things'], '/accounts/acme/things', 'GET /accounts/{{account}}/things'],
    ['one for the base address itself', ['GET '], '', 'GET '],
    ['one beside a query', ['GET /a'], '/a?b=c/d', 'GET /a'],
    ['the one of the method', ['GET /a', 'POST /a'], '/a', 'GET /a'],
    ['one with a trailing slash only when the spec has it', ['GET /a/{id}', 'GET /a/'], '/a/', 'GET /a/'],
  ];
  for (const [what, paths, path, name] of found) {
    it(`is ${what}`, async () => {
      await withMock(apiOfPaths(paths), {}, async (_, base) => {
        const answer = await ask(base, path);
        expect([answer.status, answer.json()]).to.deep.equal([200, `e${paths.indexOf(name)}`]);
      });
    });
  }

  it('is at the root when the address has no path', async () => {
    await withMock(apiOfPaths(['GET '], 'baseUrl: https://x.example.com'), {}, async (mock) => {
      expect(mock.fixed).to.deep.equal(['https://x.example.com']);
      expect((await ask(mock.url, '/')).status).to.equal(200);
    });
  });

  it('is found by a client that takes the mock for a proxy', async () => {
    await withMock(apiOfPaths(['GET /a']), {}, async (mock) => {
      const { port } = new URL(mock.url);
      const answer = await ask(`http://127.0.0.1:${port}`, 'https://api.example.com/v1/a?b');
      expect(answer.status).to.equal(200);
    });
  });
});

describe('a path that is not served', () => {
  const paths = ['GET /a', 'POST /a', 'DELETE /b/{id}'];

  it('is a 404 that says what is', async () => {
    await withMock(apiOfPaths(paths), {}, async (mock, base) => {
      for (const path of ['/c', '/a/', '/b/', '/b/1/2', '']) {
        const answer = await ask(base, path);
        expect(answer.status, path).to.equal(404);
        expect(answer.headers['content-type']).to.equal('application/problem+json');
        expect(answer.json()).to.deep.include({ status: 404, serves: ['GET /v1/a', 'POST /v1/a', 'DELETE /v1/b/{id}'] });
      }
      expect(mock.log[0]).to.include({ path: '/v1/c', status: 404, note: 'no such path' });
    });
  });

  it('by this method is a 405 that names the methods', async () => {
    await withMock(apiOfPaths(paths), {}, async (mock, base) => {
      const answer = await ask(base, '/a', { method: 'DELETE' });
      expect([answer.status, answer.headers['allow']]).to.deep.equal([405, 'GET, POST']);
      expect((await ask(base, '/b/1', { method: 'OPTIONS' })).headers['allow']).to.equal('DELETE');
      expect(mock.log[0]).to.include({ method: 'DELETE', status: 405, note: 'documented is GET, POST' });
    });
  });

  it('is a 400 when a percent sequence is malformed', async () => {
    await withMock(apiOfPaths(paths), {}, async (_, base) => {
      for (const path of ['/%', '/b/%zz', '/b/%ff', '/a?x=%', '/a?%e0%80=1']) expect((await ask(base, path)).status, path).to.equal(400);
    });
  });
});

describe('the description of a mock', () => {
  it('lists what it serves, with every documented status', async () => {
    await withMock(
      apiOfPaths(['GET /a/{id}', 'POST /b'], 'defaults: { responses: { 404: { description: No, readAs: none } } }\n'),
      {},
      async (mock) => {
        expect(mock.describe()).to.deep.equal([
          { method: 'GET', path: '/v1/a/{id}', name: 'GET /a/{id}', statuses: [200, 404] },
          { method: 'POST', path: '/v1/b', name: 'POST /b', statuses: [200, 404] },
        ]);
      },
    );
  });
});
