// Requests that break the contract, made from the contract.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { resolveDemo } from '../support/specs.ts';

const endpoint = (more: string): Record<string, string | undefined> => ({
  'schemas/thing.yaml': undefined,
  'endpoints/things.yaml': `folder: Things
endpoints:
  - id: make
    name: Make a thing
    method: POST
    path: /things/{kind}
    parameters:
      path: { kind: { example: big, schema: { enum: [big, small] } } }
      query: { count: { example: 2, required: true, schema: { type: integer, minimum: 1 } } }
    body: { schema: { type: object, required: [name] }, example: { name: x } }
    responses:
      200: { description: Made, schema: true, example: {} }
      400: { description: Bad parameters, readAs: none }
      404: { description: No such kind, readAs: none }
      422: { description: Bad body, readAs: none }
${more}`,
});

function refusals(more: string): string[] {
  const { apis, problems } = resolveDemo(endpoint(more));
  expect(problems).to.deep.equal([]);
  const made = apis[0]?.folders[0]?.endpoints[0]?.refusals ?? [];
  return made.map(
    (request) =>
      `${request.name} ${request.checks.flatMap((check) => (check.kind === 'refusal' ? check.answers.map((answer) => answer.status) : []))}`,
  );
}

describe('the refusals of an endpoint', () => {
  test('are made from its parameters and body, where it documents a 400 or 422', () => {
    expect(refusals('')).to.deep.equal([
      'refuses the path parameter kind of an unknown value 400,422,404',
      'refuses a request without the query parameter count 400,422',
      'refuses the query parameter count of the wrong type 400,422',
      'refuses the query parameter count that is no whole number 400,422',
      'refuses the query parameter count below 1 400,422',
      'refuses a request without a body 400,422',
      'refuses a body of the wrong type 400,422',
      'refuses a body without name 400,422',
      'refuses a body that is cut off 400,422',
    ]);
  });
  test('can be switched off', () => void expect(refusals('    refusals: off')).to.deep.equal([]));
  test('can be narrowed', () => void expect(refusals('    refusals: { body: off, parameters: off }')).to.deep.equal([]));
  test('can be bounded', () => void expect(refusals('    refusals: { most: 1 }')).to.have.lengthOf(1));
  test('can expect another answer', () => {
    expect(
      refusals('    refusals: { parameters: off, body: { expect: [422, { status: 200, schema: { required: [error] } }] } }'),
    ).to.deep.equal([
      'refuses a request without a body 422,200',
      'refuses a body of the wrong type 422,200',
      'refuses a body without name 422,200',
      'refuses a body that is cut off 422,200',
    ]);
  });
  test('can expect of no token another answer than of a bad one', () => {
    const { apis, problems } = resolveDemo({
      'schemas/thing.yaml': undefined,
      'endpoints/things.yaml': `folder: Things
endpoints:
  - id: list
    name: List things
    method: GET
    path: /things
    responses:
      200: { description: Things, readAs: none }
      401: { description: No live token, readAs: none }
      403: { description: Not with this token, readAs: none }
    refusals:
      security:
        noToken: { expect: { status: 401, headers: { WWW-Authenticate: Bearer } } }
        badToken: { expect: [{ status: 401, headers: { WWW-Authenticate: 'Bearer error="invalid_token"' } }, 403] }
`,
    });
    expect(problems).to.deep.equal([]);
    const said = apis[0]?.folders[0]?.endpoints[0]?.refusals.map(({ name, checks }) => [
      name,
      checks.flatMap((check) =>
        check.kind === 'refusal'
          ? check.answers.map(({ status, headers }) => [status, ...headers.map(({ example }) => example)].join(' '))
          : [],
      ),
    ]);
    expect(said).to.deep.equal([
      ['refuses a request without a token', ['401 Bearer']],
      ['refuses a token that is none', ['401 Bearer error="invalid_token"', '403']],
    ]);
  });
  test('can leave out one kind of bad token, and expect the rest as a whole', () => {
    const { apis, problems } = resolveDemo({
      'schemas/thing.yaml': undefined,
      'endpoints/things.yaml': `folder: Things
endpoints:
  - id: list
    name: List things
    method: GET
    path: /things
    responses:
      200: { description: Things, readAs: none }
      401: { description: No live token, readAs: none }
      403: { description: Not with this token, readAs: none }
    refusals: { security: { expect: 403, badToken: off } }
`,
    });
    expect(problems).to.deep.equal([]);
    const refusals = apis[0]?.folders[0]?.endpoints[0]?.refusals ?? [];
    expect(refusals.map(({ name, expected }) => `${name} ${expected.status}`)).to.deep.equal(['refuses a request without a token 403']);
  });
  test('start from the bodies of cases that are to be accepted, where these take another branch', () => {
    const { apis, problems } = resolveDemo({
      'schemas/thing.yaml': undefined,
      'endpoints/things.yaml': `folder: Things
endpoints:
  - id: make
    name: Make a thing
    method: POST
    path: /things
    body:
      schema:
        oneOf:
          - { required: [kind, size], properties: { kind: { const: box }, size: { type: integer } } }
          - { required: [kind, colour], properties: { kind: { const: ball }, colour: { enum: [red, blue] } } }
      example: { kind: box, size: 1 }
    responses:
      200: { description: Made, readAs: none }
      422: { description: Bad body, readAs: none }
    cases:
      - { name: a ball, body: { kind: ball, colour: blue, owner: jo }, expect: 200 }
      - { name: no ball, body: { kind: ball, colour: green, owner: mo }, expect: 422 }
`,
    });
    expect(problems).to.deep.equal([]);
    const bodies = (apis[0]?.folders[0]?.endpoints[0]?.refusals ?? []).map(({ name, body }) => [
      name,
      body?.kind === 'json' ? body.value : '',
    ]);
    expect(bodies).to.deep.include([
      'refuses a body with colour of an unknown value',
      { kind: 'ball', colour: 'NOT_IN_THE_DOCUMENTATION', owner: 'jo' },
    ]);
    expect(bodies).to.deep.include(['refuses a body without colour', { kind: 'ball', owner: 'jo' }]);
    expect(JSON.stringify(bodies)).to.not.include('"mo"');
  });
});
