import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { parse } from 'yaml';
import { Notes } from '../../../scripts/openapi/notes.ts';
import { isCollection, readCollection } from '../../../scripts/openapi/postman/collection.ts';
import { collectionToFiles } from '../../../scripts/openapi/postman/to-files.ts';
import type { Json, JsonObject } from '../../../scripts/source/json.ts';
import { Folder, postern } from '../../support/specs.ts';

const root = path.join(__dirname, '../../..');
const shop = readFileSync(path.join(__dirname, 'shop.postman_collection.json'), 'utf8');

/** What `postern import` makes of a collection: the files of the spec by their path in its folder, read, and what it said. */
async function imported(files: Readonly<Record<string, string>>, ...more: string[]) {
  using work = new Folder(files);
  const { exit, stdout, stderr } = await postern(['import', 'c.json', '--out', 'specs/shop', '--format', 'json', ...more], work.path);
  expect(exit, stderr).to.equal(0);
  const written = Object.entries(work.files()).filter(([name]) => name.startsWith('specs/') && name.endsWith('.yaml'));
  const compiled = await postern(['compile', '--quiet'], work.path);
  const specs = Object.fromEntries(written.map(([name, text]) => [name.slice('specs/shop/'.length), parse(text) as JsonObject]));
  const { notes } = JSON.parse(stdout) as { notes: { kind: string; detail: string; line?: number }[] };
  return {
    specs,
    notes,
    text: JSON.stringify(work.files()['specs/shop/.import.json']) + JSON.stringify(written) + stdout + stderr,
    compiled,
  };
}

function endpointsOf(specs: Readonly<Record<string, JsonObject>>): Record<string, JsonObject> {
  const all = Object.entries(specs).filter(([name]) => name.startsWith('endpoints/'));
  const endpoints = all.flatMap(([, file]) => file['endpoints'] as readonly JsonObject[]);
  return Object.fromEntries(endpoints.map((endpoint) => [String(endpoint['id']), endpoint]));
}

/** A value with each of its parts replaced in turn by what does not belong there. */
function* withJunk(value: Json): Generator<Json> {
  for (const junk of [null, [], {}, 7, '{{', ['x']]) yield junk;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value) as [string, Json][]) {
    for (const inner of withJunk(member)) {
      yield Array.isArray(value) ? value.map((item: Json, i) => (String(i) === key ? inner : item)) : { ...value, [key]: inner };
    }
  }
}

describe('a Postman collection as specs', () => {
  it('compiles, and no secret is in what is written or said', async () => {
    const { compiled, text } = await imported({ 'c.json': shop });
    expect(compiled.stderr).to.equal('');
    expect(compiled.exit).to.equal(0);
    expect(shop.match(/TOPSECRET-\w+/g)).to.have.length.above(10);
    expect(text).to.not.include('TOPSECRET');
  });

  it('keeps folders, ids, paths, parameters and what they mean', async () => {
    const { specs } = await imported({ 'c.json': shop });
    expect(Object.keys(specs).sort()).to.deep.equal([
      'api.yaml',
      'endpoints/orders-returns.yaml',
      'endpoints/orders.yaml',
      'endpoints/shop-api.yaml',
      'environments/default.yaml',
      'schemas/ask-by-graph-ql-200.yaml',
      'schemas/get-an-order-200.yaml',
    ]);
    expect(specs['endpoints/orders.yaml']).to.include({ folder: 'Orders', description: 'What was bought.' });
    const endpoints = endpointsOf(specs);
    expect(Object.keys(endpoints)).to.have.members([
      'get-an-order',
      'return-an-order',
      'delete-an-order',
      'log-in',
      'upload-a-photo',
      'ask-by-graph-ql',
      'status-of-the-stock',
      'delete-an-order-2',
    ]);
    expect(endpoints['get-an-order']).to.deep.include({
      method: 'GET',
      path: '/v1/shops/{{shopId}}/orders/{orderId}',
      parameters: {
        path: { orderId: { description: 'The order.', example: 'o-1' } },
        query: { expand: { description: 'What to show in full.', example: ['lines', 'payer'] }, page: { schema: { type: 'string' } } },
        header: { Accept: 'application/json' },
      },
    });
  });

  it('keeps saved answers, with a schema of what those of one status have in common', async () => {
    const { specs } = await imported({ 'c.json': shop });
    const responses = endpointsOf(specs)['get-an-order']?.['responses'] as JsonObject;
    expect(responses).to.deep.equal({
      200: {
        description: 'An order',
        headers: { ETag: { required: false, example: '"v1"' } },
        schema: { $ref: '../schemas/get-an-order-200.yaml' },
        example: {
          id: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
          total: 12,
          note: null,
          session_token: 'not-shown',
          lines: [{ sku: 'a', count: 1 }, { sku: 'b' }],
        },
      },
      404: {
        description: 'No such order',
        schema: {
          $comment: 'inferred from 1 example',
          type: 'object',
          required: ['error'],
          properties: { error: { type: 'string' } },
        },
        example: { error: 'none' },
      },
    });
    expect(specs['schemas/get-an-order-200.yaml']).to.deep.equal({
      $comment: 'inferred from 2 examples',
      type: 'object',
      required: ['id', 'total', 'note', 'lines'],
      properties: {
        id: { type: 'string', format: 'uuid' },
        total: { type: 'number' },
        note: { type: ['string', 'null'] },
        session_token: { type: 'string' },
        lines: {
          type: 'array',
          items: { type: 'object', required: ['sku'], properties: { sku: { type: 'string' }, count: { type: 'integer' } } },
        },
      },
    });
  });

  it('keeps bodies of all kinds, with variables for what is secret in them', async () => {
    const { specs } = await imported({ 'c.json': shop });
    const endpoints = endpointsOf(specs);
    const body = (id: string): Json | undefined => endpoints[id]?.['body'];
    expect(body('return-an-order')).to.deep.equal({ example: { orderId: 'o-1', count: '{{count}}', password: '{{password}}' } });
    expect(body('log-in')).to.deep.equal({
      contentType: 'application/x-www-form-urlencoded',
      example: { user: 'ada', password: '{{password}}' },
    });
    expect(body('upload-a-photo')).to.deep.equal({
      contentType: 'multipart/form-data',
      example: { title: 'Front' },
      files: { photo: { file: 'front.jpg' } },
    });
    expect(body('ask-by-graph-ql')).to.deep.equal({
      example: { query: 'query ($id: ID!) { item(id: $id) { name } }', variables: { id: '1' } },
    });
    expect(endpoints['return-an-order']).to.deep.include({ expect: 409 });
  });

  it('makes addresses, credentials and secrets variables of the environment', async () => {
    const { specs } = await imported({ 'c.json': shop });
    const endpoints = endpointsOf(specs);
    expect(specs['api.yaml']).to.deep.include({
      baseUrl: '{{host}}',
      auth: {
        grant: 'client_credentials',
        tokenUrl: '{{host}}/oauth/token',
        clientAuthentication: 'client_secret_post',
        scope: ['orders', 'items'],
      },
    });
    expect(endpoints['get-an-order']).to.not.have.property('auth');
    expect(endpoints['log-in']).to.include({ auth: 'none' });
    expect(endpoints['ask-by-graph-ql']).to.deep.include({ auth: 'none', parameters: { header: { 'X-Api-Key': '{{apiKey}}' } } });
    expect(endpoints['status-of-the-stock']).to.deep.include({
      baseUrl: '{{baseUrl}}',
      path: '/api/stock',
      parameters: { query: { api_key: '{{apiKey}}' }, header: { Authorization: 'Basic {{basicCredentials}}' } },
    });
    expect(endpoints['delete-an-order-2']).to.deep.include({
      parameters: { path: { id: { schema: { type: 'string' } } }, header: { Authorization: 'Bearer {{bearerToken}}' } },
    });
    const { variables, secrets } = specs['environments/default.yaml'] as { variables: JsonObject; secrets: JsonObject };
    expect(variables).to.deep.include({
      host: 'https://shop.example.com',
      baseUrl: 'https://stock.example.com',
      shopId: { description: 'Which shop.', value: 's1' },
    });
    expect(variables['count']).to.include({ required: true, from: 'SHOP_COUNT' });
    expect(Object.keys(secrets)).to.have.members(['clientId', 'clientSecret', 'password', 'apiKey', 'basicCredentials', 'bearerToken']);
  });

  it('lists what could not be carried over, at its line', async () => {
    const { notes } = await imported({ 'c.json': shop });
    expect(notes.every(({ line }) => line !== undefined)).to.equal(true);
    expect(notes.map(({ kind, detail }) => `${kind}: ${detail}`)).to.have.members([
      'script: the collection, before the request',
      'script: Orders › Get an order, test',
      'disabled: Get an order: X-Debug',
      'answer: Orders › Get an order: Without a status has no status',
      'body-form: Orders › Returns › Return an order: variables without quotes in JSON are texts now',
      'disabled: Log in: remember',
      'no-answer: Log in',
      'part-file: Upload a photo: /home/ada/photos/front.jpg',
      'security: Status of the stock: the name and password in the address are left out',
      'method: COPY (Copy)',
      'variable: unused is used by no request',
      'variable: apiToken is used by no request',
    ]);
  });

  it('takes values from environment files, but none of secrets', async () => {
    const environment = (name: string, host: string) =>
      JSON.stringify({
        name,
        values: [
          { key: 'host', value: host, enabled: true },
          { key: 'count', value: '1' },
          { key: 'token', value: 'TOPSECRET-e' },
        ],
      });
    const files = {
      'c.json': shop,
      'dev.json': environment('Shop dev', 'https://dev.example.com'),
      'live.json': environment('Live', 'https://live.example.com'),
    };
    const { specs, text, compiled } = await imported(files, '--environment', 'dev.json', '--environment', 'live.json');
    expect(compiled.exit).to.equal(0);
    expect(text).to.not.include('TOPSECRET');
    const dev = specs['environments/dev.yaml'] as { variables: JsonObject; secrets: JsonObject };
    expect(dev).to.include({ name: 'Shop dev', kind: 'development' });
    expect(dev.variables).to.include({ host: 'https://dev.example.com', count: '1' });
    expect(dev.secrets['clientSecret']).to.include({ from: 'SHOP_DEV_CLIENT_SECRET' });
    expect(specs['environments/live.yaml']).to.include({ kind: 'production' });
  });

  it('reads version 2.0, where auth is a map and an address may be a text', async () => {
    const older = (value: Json): Json => {
      if (Array.isArray(value)) return value.map(older);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, member]): [string, Json] => {
          if (['oauth2', 'apikey', 'basic', 'bearer'].includes(key) && Array.isArray(member))
            return [key, Object.fromEntries((member as readonly JsonObject[]).map((each) => [String(each['key']), each['value'] as Json]))];
          const isPlain = key === 'url' && typeof member === 'object' && member !== null && Object.keys(member).join() === 'raw';
          return [key, isPlain ? ((member as JsonObject)['raw'] as Json) : older(member)];
        }),
      );
    };
    const text = JSON.stringify(older(JSON.parse(shop) as Json)).replace('v2.1.0', 'v2.0.0');
    expect(text).to.include('"url":"{{host}}/graphql"');
    expect((await imported({ 'c.json': text })).specs).to.deep.equal((await imported({ 'c.json': shop })).specs);
  });

  it('is read, whatever stands in the place of a part of it', () => {
    const whole = JSON.parse(shop) as Json;
    let count = 0;
    for (const broken of withJunk(whole)) {
      if (!isCollection(broken)) continue;
      count++;
      const { files } = collectionToFiles(readCollection(broken), [], 'shop', '', new Notes());
      expect(files[0]?.path).to.equal('api.yaml');
    }
    expect(count).to.be.above(1000);
  });

  for (const api of ['peddler', 'partner', 'tutorial']) {
    it(`comes back from what Postern itself writes: ${api}`, async () => {
      const folder = path.join(root, 'collections', api);
      const environments = readdirSync(folder).filter((name) => name.endsWith('.postman_environment.json'));
      const files = Object.fromEntries(environments.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
      const collection = readFileSync(path.join(folder, `${api}.postman_collection.json`), 'utf8');
      const { specs, compiled } = await imported(
        { 'c.json': collection, ...files },
        ...environments.flatMap((name) => ['--environment', name]),
      );
      expect(compiled.stderr).to.equal('');
      expect(compiled.exit).to.equal(0);
      const own = parse(readFileSync(path.join(root, 'specs', api, 'api.yaml'), 'utf8')) as { auth: JsonObject };
      const auth = { clientAuthentication: 'client_secret_basic', ...own.auth };
      const read = specs['api.yaml']?.['auth'] as JsonObject;
      for (const key of ['tokenUrl', 'clientAuthentication', 'scope'] as const)
        expect(read[key], key).to.deep.equal((auth as JsonObject)[key]);
    });
  }
});
