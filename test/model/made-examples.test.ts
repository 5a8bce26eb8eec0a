// Examples that are left out, and made from schemas.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { apiOf, apiWith } from '../support/mock-api.ts';
import { ask, askForToken, withMock } from '../support/mock-client.ts';
import { problemsWith } from './endpoint.ts';

describe('an example that is left out', () => {
  it('is made for an answer and its headers, without what is only written', () => {
    const schema = '{ type: object, required: [city], properties: { city: { type: string }, pin: { type: string, writeOnly: true } } }';
    const headers = '{ X-Total: { schema: { type: integer } } }';
    const { told, endpoint } = problemsWith('', {}, `200: { description: d, schema: ${schema}, headers: ${headers} }`);
    expect(told).to.deep.equal([]);
    const [answer] = endpoint?.responses ?? [];
    expect(answer?.example).to.deep.equal({ city: 'Amsterdam' });
    expect(answer?.made).to.equal(true);
    expect(answer?.headers.map(({ example, made }) => [example, made])).to.deep.equal([['1', true]]);
  });

  it('is made for the body and the required parameters of a request, without what is only read', () => {
    const { told, endpoint } = problemsWith(
      [
        'method: PUT',
        'path: /one/{shipmentId}',
        'parameters:',
        '  path: { shipmentId: { schema: { type: string } } }',
        '  query: { page: { required: true, schema: { type: integer } }, size: { schema: { type: integer } } }',
        '  header: { X-Email: { required: true, schema: { type: string, format: email } } }',
        'body: { schema: { type: object, properties: { id: { type: integer, readOnly: true }, name: { type: string } } } }',
      ].join('\n'),
    );
    expect(told).to.deep.equal([]);
    const request = endpoint?.request;
    expect(request?.pathValues).to.deep.equal({ shipmentId: 'shipment-1' });
    expect(request?.query).to.deep.equal([{ name: 'page', value: '1' }]);
    expect(request?.headers).to.deep.equal([{ name: 'X-Email', value: 'ada@example.com' }]);
    expect(request?.body).to.deep.equal({ kind: 'json', contentType: 'application/json', value: { name: 'Example' } });
    expect(endpoint?.body?.made).to.equal(true);
    expect(endpoint?.parameters.map(({ name, made }) => [name, made])).to.deep.equal([
      ['shipmentId', true],
      ['page', true],
      ['size', undefined],
      ['X-Email', true],
    ]);
  });

  it('is made as fields for a form, and as text where a text is read', () => {
    const schema = '{ type: object, properties: { city: { type: string } } }';
    const { endpoint } = problemsWith(
      `method: POST\nbody: { contentType: application/x-www-form-urlencoded, schema: ${schema} }`,
      {},
      '200: { description: d, contentType: text/plain, schema: { type: string, minLength: 1 } }',
    );
    expect(endpoint?.request.body)
      .to.include({ kind: 'urlencoded' })
      .and.to.deep.include({ fields: [{ name: 'city', value: 'Amsterdam' }] });
    expect(endpoint?.responses[0]?.example).to.equal('text');
  });

  it('is made for a case whose schema the documented one does not fit', () => {
    const { told, endpoint } = problemsWith(
      'cases: [{ name: none, expect: { status: 200, schema: { type: array, maxItems: 0 } } }]',
      {},
      '200: { description: d, schema: { type: array, items: { type: string } } }',
    );
    expect(told).to.deep.equal([]);
    expect(endpoint?.request.expected.example).to.deep.equal(['text']);
    expect(endpoint?.cases[0]?.expected.example).to.deep.equal([]);
  });

  const cannot: readonly [string, string, string][] = [
    ['a text where an object is described', '', '200: { description: d, contentType: text/plain, schema: { type: object } }'],
    ['what would be a variable', '', '200: { description: d, schema: { const: "{{there}}" } }'],
    ['an empty segment', 'path: /one/{a}\nparameters: { path: { a: { schema: { const: "" } } } }', '200: { description: d, readAs: none }'],
    [
      'a header of two lines',
      'parameters: { header: { A: { required: true, schema: { const: "a\\nb" } } } }',
      '200: { description: d, readAs: none }',
    ],
    [
      'a form that is a list',
      'method: POST\nbody: { contentType: multipart/form-data, schema: { type: array } }',
      '200: { description: d, readAs: none }',
    ],
  ];
  for (const [what, more, response] of cannot) {
    it(`is not made when that would be ${what}`, () => {
      expect(problemsWith(more, {}, response).problems.map(({ code }) => code)).to.deep.equal(['no-example']);
    });
  }

  it('is what the mock answers', async () => {
    const schema = '{ type: array, minItems: 1, items: { type: object, properties: { city: { type: string } } } }';
    const api = apiOf({
      'api.yaml': 'name: Cities\n',
      'endpoints/all.yaml': `folder: All\nendpoints:\n  - { id: it, name: It, method: GET, path: /cities, responses: { 200: { description: d, schema: ${schema} } } }\n`,
    });
    await withMock(api, {}, async (_, base) => {
      expect((await ask(base, '/cities')).json()).to.deep.equal([{ city: 'Amsterdam' }]);
    });
  });

  it('does not make a token endpoint say what it does not do', async () => {
    const properties = '{ access_token: { type: string }, token_type: { type: string }, scope: { type: string } }';
    const granted = `{ description: d, schema: { type: object, required: [access_token, token_type], properties: ${properties} } }`;
    const refused = '{ description: d, schema: { type: object, required: [error], properties: { error: { type: string } } } }';
    const settings = `scope: [parcels]\ntoken: { responses: { 200: ${granted}, 400: ${refused}, 401: ${refused} } }`;
    await withMock(apiWith({ settings }), {}, async (mock) => {
      expect((await askForToken(mock, { scope: 'parcels' })).json()).to.include({ token_type: 'Bearer', scope: 'parcels' });
      expect((await askForToken(mock)).json())
        .to.include({ token_type: 'Bearer' })
        .and.to.not.have.property('scope');
      const wrong = await askForToken(mock, {}, { Authorization: 'Basic eDp5' });
      expect([wrong.status, (wrong.json() as { error: string }).error]).to.deep.equal([401, 'invalid_client']);
      const other = await askForToken(mock, { grant_type: 'password' });
      expect([other.status, (other.json() as { error: string }).error]).to.deep.equal([400, 'unsupported_grant_type']);
    });
  });
});
