import { describe, it } from 'node:test';
import { expect } from 'chai';
import { messageOf } from '../../scripts/source/problem.ts';
import { resolveText, told } from '../support/specs.ts';

const document = `openapi: 3.0.3
info: { title: Pets, version: "1" }
servers: [{ url: https://pets.example.com }]
paths:
  /pets:
    get:
      tags: [Pets]
      operationId: listPets
      responses:
        "200":
          description: The pets
          content:
            application/json:
              schema: { type: array, items: { $ref: "#/components/schemas/Pet" } }
              example: [{ name: Rex, token: null }]
  /pets/{id}:
    get:
      tags: [Pets]
      operationId: getPet
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses:
        "200":
          description: The pet
          content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }
        "404": { description: No such pet }
components:
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string }, token: { type: string, nullable: true } } }
    Unused: { type: string, nullable: true }
`;

function resolve(files: Readonly<Record<string, string>>) {
  const all = { 'api.yaml': 'source: openapi.yaml\n', 'openapi.yaml': document, ...files };
  return resolveText(Object.fromEntries(Object.entries(all).map(([name, text]) => [`demo/${name}`, text])));
}

describe('an API whose api.yaml names an OpenAPI document', () => {
  it('has the endpoints and the environment of the document', () => {
    const { apis, problems } = resolve({});
    expect(told(problems)).to.deep.equal([]);
    const [api] = apis;
    expect(api?.name).to.equal('Pets');
    expect(api?.folders.map(({ name, endpoints }) => [name, endpoints.map(({ id }) => id)])).to.deep.equal([
      ['Pets', ['list-pets', 'get-pet']],
    ]);
    expect(api?.environments.map(({ id }) => id)).to.deep.equal(['pets-example']);
  });

  it('knows where in the document an endpoint and its answers stand', () => {
    const endpoint = resolve({}).apis[0]?.folders[0]?.endpoints[1];
    expect([endpoint?.origin.file, endpoint?.origin.start.line]).to.deep.equal(['specs/demo/openapi.yaml', 19]);
    expect(endpoint?.responses.map(({ status, origin }) => [status, origin.start.line])).to.deep.equal([
      [200, 22],
      [404, 25],
    ]);
  });

  it('knows where in the document a schema was written, and reads it as 2020-12', () => {
    const [api] = resolve({}).apis;
    const schema = api?.folders[0]?.endpoints[1]?.responses[0]?.schemas[0];
    expect(schema?.schema).to.deep.include({ required: ['name'] });
    expect(schema && api?.locate(schema, '#/properties/token/type')?.start.line).to.equal(28);
    expect(JSON.stringify(schema?.schema)).to.include('["string","null"]');
  });

  it('points into a JSON document as well', () => {
    const pet = { allOf: [{ $ref: '#/components/schemas/Pet' }] };
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } };
    const paths = { '/a': { get: { responses: { '200': { description: 'ok', content } } } } };
    const openapi = { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths, components: { schemas: { Pet: pet } } };
    const json = JSON.stringify(openapi, null, 2);
    const line = json.split('\n').findIndex((text) => text.includes('"allOf"')) + 3;
    const { problems } = resolve({ 'api.yaml': 'source: a.json\n', 'a.json': json });
    expect(told(problems)).to.include(`a.json:${line}:21 schema-endless-reference`);
  });

  it('lets a file add to an operation, by its id or by its method and path', () => {
    const { apis, problems } = resolve({
      'endpoints/pets.yaml': `endpoints:
  - id: get-pet
    description: Mine
    responses: { 404: { description: There is none } }
    cases: [{ name: an unknown one is not found, parameters: { path: { id: 99 } }, expect: 404 }]
  - id: all-pets
    method: GET
    path: /pets
    deprecated: true
`,
    });
    expect(told(problems)).to.deep.equal([]);
    const [list, get] = apis[0]?.folders[0]?.endpoints ?? [];
    expect([list?.id, list?.deprecated]).to.deep.equal(['all-pets', true]);
    expect([get?.description, get?.cases.map(({ name }) => name)]).to.deep.equal(['Mine', ['an unknown one is not found']]);
    expect(get?.responses.map(({ description }) => description)).to.deep.equal(['The pet', 'There is none']);
  });

  it('moves an operation into the folder of the file that adds to it, and has further endpoints beside it', () => {
    const { apis, problems } = resolve({
      'endpoints/own.yaml': `folder: Own
endpoints:
  - id: get-pet
    name: One pet
  - { id: health, name: Health, method: GET, path: /health, responses: { 204: { description: Well } } }
`,
    });
    expect(told(problems)).to.deep.equal([]);
    const folders = apis[0]?.folders.map(({ name, endpoints }) => [name, endpoints.map((each) => each.name)]);
    expect(folders).to.deep.equal([
      ['Own', ['One pet', 'Health']],
      ['Pets', ['listPets']],
    ]);
  });

  it('tells of a mistake in what a file adds at its place in the file, and of one in the document there', () => {
    const { problems } = resolve({
      'endpoints/pets.yaml': 'endpoints:\n  - id: get-pet\n    cases: [{ name: x, expect: 418 }]\n',
      'openapi.yaml': document.replace('Pet: { type: object,', 'Pet: { allOf: [{ $ref: "#/components/schemas/Pet" }],'),
    });
    expect(told(problems)).to.include.members([
      'endpoints/pets.yaml:3:32 undocumented-status',
      'openapi.yaml:28:28 schema-endless-reference',
    ]);
  });

  it('fills in what the document asks of an environment that a file describes', () => {
    const { apis, problems } = resolve({
      'openapi.yaml': document.replace(
        'components:\n',
        'security: [{ key: [] }]\ncomponents:\n  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }\n',
      ),
      'environments/dev.yaml': 'name: Dev\nvariables: { baseUrl: https://dev.example.com }\n',
    });
    expect(told(problems)).to.deep.equal([]);
    const [environment, ...others] = apis[0]?.environments ?? [];
    expect(others).to.deep.equal([]);
    expect(environment?.variables.map(({ name, value, secret }) => [name, value, secret])).to.deep.equal([
      ['baseUrl', 'https://dev.example.com', false],
      ['key', undefined, true],
    ]);
  });

  it('lets a file refer to a schema of the document that no operation uses', () => {
    const { apis, problems } = resolve({
      'endpoints/own.yaml': `folder: Own
endpoints:
  - id: own
    name: Own
    method: GET
    path: /own
    responses: { 200: { description: ok, schema: { $ref: ../openapi.yaml#/components/schemas/Unused }, example: null } }
`,
    });
    expect(problems.map(messageOf)).to.deep.equal([]);
    expect(apis[0]?.folders[0]?.endpoints[0]?.responses[0]?.schemas[0]?.schema).to.deep.equal({ type: ['string', 'null'] });
  });

  const json = (paths: object, components: object = {}): string =>
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      servers: [{ url: 'https://t.example.com' }],
      paths,
      components,
    });

  it('follows a reference from the file that it is in, whatever the files are called', () => {
    const { apis, problems } = resolve({
      'openapi.yaml': json({
        '/a': { get: { operationId: 'a', responses: { 200: { $ref: 'k.yaml w/z.json#/A' } } } },
        '/b': { $ref: 'openapi.yaml k.yaml#/P' },
      }),
      'k.yaml w/z.json': '{ "A": { "description": "one" } }',
      'openapi.yaml k.yaml': '{ "P": { "get": { "operationId": "b", "responses": { "200": { "$ref": "w/z.json#/A" } } } } }',
      'w/z.json': '{ "A": { "description": "another" } }',
    });
    expect(told(problems)).to.deep.equal([]);
    const descriptions = apis[0]?.folders[0]?.endpoints.map(({ responses }) => responses[0]?.description);
    expect(descriptions).to.deep.equal(['one', 'another']);
  });

  it('knows where the answer stands that counts, of two for one status', () => {
    const { apis } = resolve({
      'openapi.yaml': json({ '/a': { get: { responses: { 200: { description: 'ok' } } } } }).replace(
        '"200":{"description":"ok"}',
        '"200":{"description":"ok"},\n"4xx":{"description":"one"},\n"4XX":{"description":"two"}',
      ),
    });
    const answer = apis[0]?.folders[0]?.endpoints[0]?.responses.find(({ range }) => range !== undefined);
    expect([answer?.description, answer?.origin.start.line]).to.deep.equal(['two', 3]);
  });

  it('is told of a document that is nested too deep to be followed', () => {
    const levels = 20_000;
    const deep = `${'{"properties":{"a":'.repeat(levels)}true${'}}'.repeat(levels)}`;
    const { problems } = resolve({
      'openapi.yaml': json({
        '/a': { get: { responses: { 200: { description: 'ok', content: { 'application/json': { schema: 'deep' } } } } } },
      }).replace('"deep"', deep),
    });
    expect(told(problems)).to.deep.equal(['api.yaml:1:9 document-unreadable']);
  });

  it('finds nothing in a list but its items', () => {
    const { problems } = resolve({
      'openapi.yaml': json(
        {
          '/a': {
            get: {
              responses: {
                200: { description: 'ok', content: { 'application/json': { schema: { $ref: '#/components/schemas/A/required/length' } } } },
              },
            },
          },
        },
        { schemas: { A: { required: ['x'] } } },
      ),
    });
    // It leads nowhere, which is one of the things that could not be carried over.
    expect(told(problems)).to.deep.equal(['api.yaml:1:9 source-notes']);
  });

  it('sends the headers that a file asks of every request beside those that the document asks of all', () => {
    const secured = document
      .replace('paths:', 'security: [{ key: [] }]\npaths:')
      .replace('components:', 'components:\n  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }');
    const { apis, problems } = resolve({
      'api.yaml': 'source: openapi.yaml\ndefaults: { headers: { Accept: application/json } }\n',
      'openapi.yaml': secured,
    });
    expect(told(problems)).to.deep.equal([]);
    const headers = apis[0]?.folders[0]?.endpoints.map(({ request }) =>
      request.headers.map(({ name, value }) => `${name}: ${value}`).sort(),
    );
    expect(headers).to.deep.equal([
      ['Accept: application/json', 'X-Key: {{key}}'],
      ['Accept: application/json', 'X-Key: {{key}}'],
    ]);
  });

  it('says that the document is not there, with the name that may be meant', () => {
    const { problems } = resolve({ 'api.yaml': 'source: openapi.yml\n' });
    expect(problems.map(messageOf)[0]).to.equal('there is no file demo/openapi.yml in the specs folder; did you mean "demo/openapi.yaml"?');
    expect(problems.map(({ code }) => code)).to.deep.equal(['ref-no-file']);
  });
});
