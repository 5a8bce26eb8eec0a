import path from 'node:path';
import { describe, it } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect } from 'chai';
import type { Json } from '../../scripts/source/json.ts';
import { compiled, type Ending, expectSame, exported, imported, type Specs, written } from '../support/round-trip.ts';
import { readFolder } from '../support/specs.ts';

const specs = readFolder(path.join(__dirname, '../../specs'));

function below(api: string): Specs {
  return Object.fromEntries(Object.entries(specs).filter(([name]) => name.startsWith(`${api}/`)));
}

/** Whether a document is one of OpenAPI 3.1, by its published schema. */
async function faultsOf(document: Json): Promise<unknown> {
  const { valid, errors } = await new Validator().validate(JSON.parse(JSON.stringify(document)));
  return valid ? [] : errors;
}

/** An API with everything in it that OpenAPI has no word, or no place, for. */
const odd: Specs = {
  'demo/api.yaml': `name: Odd
version: "2"
baseUrl: "https://{{host}}/{{stage}}"
folders: [Second, First]
auth: { grant: client_credentials, tokenUrl: "https://{{host}}/token", scope: [a, b], audience: everyone, expiredToken: "{{oldToken}}" }
defaults:
  headers: { Accept: application/json, X-Tenant: "{{tenant}}" }
  timeLimit: 3s
  refusals: { most: 5 }
  responses:
    401: { description: No token, readAs: none }
    500: { $ref: shared/answers.yaml#/broken }
mock: { tokenLife: 5m }
`,
  'demo/environments/one.yaml': `name: One
description: The first
limits: { rate: 5/s }
variables: { host: one.example.com, stage: { example: test, required: true, from: STAGE }, tenant: t1 }
secrets: { clientId: {}, clientSecret: {}, oldToken: { required: false } }
`,
  'demo/environments/two.yaml': `name: Two
kind: production
variables: { host: "{{stage}}.example.com", stage: live, tenant: { value: t2, description: Yours } }
secrets: { clientId: {}, clientSecret: {}, oldToken: { required: false } }
`,
  'demo/shared/answers.yaml': `broken:
  description: Broken
  headers: { x-request-id: { required: false, schema: { type: string } }, Retry-After: "5", x-any: { example: 7 } }
  schema: { $ref: ../schemas/deep/problem.yaml }
  example: { code: 5 }
`,
  'demo/shared/parameters.yaml': 'id: { description: Which, schema: { $ref: "../schemas/id.json" }, example: 7 }\n',
  'demo/schemas/id.json': '{ "type": "integer", "minimum": 1 }',
  'demo/schemas/deep/problem.yaml': `type: object
required: [code]
properties: { code: { $ref: "#/$defs/code" }, why: { $ref: ../things.yaml#/reason }, next: { $ref: "#" } }
$defs: { code: { type: integer, $anchor: number }, again: { $ref: "#number", minimum: 1, description: beside } }
`,
  'demo/schemas/things.yaml': `reason: { type: string, readOnly: true }
thing:
  type: object
  properties: { id: { $ref: id.json, maximum: 9 }, code: { $ref: deep/problem.yaml#number }, secretly: { type: string, writeOnly: true, format: uuid } }
  required: [id]
`,
  'demo/endpoints/a.yaml': `folder: First
description: What comes first
endpoints:
  - id: get_thing.v1
    name: Get a thing
    method: GET
    path: /things/{id}
    scopes: [read]
    tags: [fast, "x y"]
    deprecated: true
    timeLimit: 1s
    safe: true
    parameters:
      path: { id: { $ref: ../shared/parameters.yaml#/id } }
      query: { plain: "{{tenant}}", list: [a, b], only: { example: x }, bare: { schema: {} }, off: { required: false }, deep: { style: deepObject, example: { a: 1 } }, json: { contentType: application/json, schema: {}, example: { a: [1] } } }
      cookie: { session: s, packed: { schema: { type: array }, style: form, explode: false, example: [1, 2] } }
      header: { Accept: text/plain, Authorization: "{{tenant}}", x-lower: { required: true, deprecated: true, example: y } }
    responses:
      200: { description: "", schema: { $ref: ../schemas/things.yaml#/thing }, example: { id: 3 } }
      4XX: { description: No, contentType: application/problem+json, schema: true, example: null }
    refusals: { security: "off", parameters: { expect: [400, { status: 404, schema: { $ref: ../schemas/deep/problem.yaml } }] } }
    cases:
      - name: the thing {id}
        each: [{ id: 1 }, { id: 2 }]
        parameters: { path: { id: "{id}" } }
        expect: { status: 200, schema: { properties: { id: { $ref: ../schemas/id.json } } }, equals: { /id: "{id}" }, tests: { is it: "pm.expect(answer.id).to.be.above(0);" } }
  - { id: list, name: List, method: GET, path: /things, auth: none, responses: { 200: { description: All, readAs: none } } }
  - { id: head, name: Head, method: HEAD, path: "/things/{id}", parameters: { path: { id: 5 } }, responses: { 200: { description: There } } }
`,
  'demo/endpoints/b.yaml': `folder: Second
endpoints:
  - { id: root, name: Root, method: GET, path: "", baseUrl: "https://{{stage}}.{{host}}", responses: { 204: { description: None } } }
  - { id: staged, name: Staged, method: GET, path: "/{{stage}}/x", responses: { 204: { description: None } }, expect: 204 }
  - { id: other-name, name: One path to OpenAPI, method: DELETE, path: "/things/{name}", parameters: { path: { name: n } }, responses: { 204: { description: Gone } } }
  - id: send
    name: Send a file
    method: POST
    path: /files
    body: { contentType: multipart/form-data, required: false, schema: { type: object }, example: { note: hello }, files: { data: { file: a.txt } } }
    responses: { 201: { description: There, contentType: text/plain, readAs: none } }
  - { id: again, name: The same address, method: POST, path: /files, body: { example: { a: "{{tenant}}" } }, responses: { 201: { description: There, readAs: none, contentType: application/json } } }
`,
  'demo/flows/a.yaml': 'flows: [{ id: f, name: F, steps: [{ endpoint: list, expect: { status: 200 } }, { endpoint: root }] }]\n',
  'demo/flows/b.yaml':
    'flows: [{ id: g, name: G, steps: [{ endpoint: "get_thing.v1", expect: 200, capture: { got: /id } }, { endpoint: head, parameters: { path: { id: "{{got}}" } } }] }]\n',
};

const apis: [name: string, specs: Specs][] = [
  ['peddler', below('peddler')],
  ['partner', below('partner')],
  ['tutorial', below('tutorial')],
  ['demo', odd],
];

describe('an API as an OpenAPI document', () => {
  for (const [name, before] of apis) {
    it(`of ${name} is valid`, async () => {
      expect(await faultsOf(exported(before, name))).to.deep.equal([]);
    });

    for (const ending of ['json', 'yaml'] satisfies Ending[]) {
      it(`of ${name} becomes the same collection when it is imported as ${ending}, and the same document then`, () => {
        const document = exported(before, name);
        const after = imported(written(document, ending), name);
        expectSame(compiled(after), compiled(before));
        expect(exported(after, name)).to.deep.equal(document);
      });
    }

    it(`of ${name} becomes the same collection as the source of a spec`, () => {
      const after = { [`${name}/api.yaml`]: 'source: openapi.json\n', [`${name}/openapi.json`]: written(exported(before, name), 'json') };
      expectSame(compiled(after), compiled(before));
      expect(compiled(after).length).to.be.above(2);
    });
  }
});
