import { describe, it } from 'node:test';
import { expect } from 'chai';
import { resolveDemo, told } from '../support/specs.ts';

const api = (responses: string) =>
  `name: D\nbaseUrl: https://example.com\ndefaults:\n  responses:\n    404: { description: None, ${responses} }\n`;
const endpoint = (method: string, responses: string) =>
  `folder: F\nendpoints:\n  - id: e\n    name: E\n    method: ${method}\n    path: /e\n    responses:\n      ${responses}\n`;
const resolve = (method: string, responses: string) =>
  resolveDemo({
    'api.yaml': api('schema: { type: object }, example: {}'),
    'environments/dev.yaml': 'name: D\n',
    'endpoints/things.yaml': endpoint(method, responses),
    'schemas/thing.yaml': undefined,
  });

describe('an answer that never has a body', () => {
  it('needs no schema, and nothing is checked of a body', () => {
    const { apis, problems } = resolve('HEAD', '200: { description: There, contentType: text/plain }');
    expect(told(problems)).to.deep.equal([]);
    const found = apis[0]?.folders[0]?.endpoints[0];
    expect(found?.request.checks.map(({ kind }) => kind)).to.deep.equal(['status', 'contentType']);
    // What the API documents for every endpoint holds, without its body.
    expect(found?.responses.map(({ status, readAs, schemas, example }) => ({ status, readAs, schemas, example }))).to.deep.equal([
      { status: 200, readAs: 'none', schemas: [], example: undefined },
      { status: 404, readAs: 'none', schemas: [], example: undefined },
    ]);
  });

  it('is told apart from one that has', () => {
    const has = '{ description: d, schema: true, example: {} }';
    expect(told(resolve('GET', `200: ${has}`).problems)).to.deep.equal([]);
    expect(told(resolve('HEAD', `200: ${has}`).problems)).to.deep.equal([
      'endpoints/things.yaml:8:30 no-body',
      'endpoints/things.yaml:8:44 no-body',
    ]);
    for (const status of [101, 204, 304])
      expect(told(resolve('GET', `${status}: ${has}\n      200: ${has}`).problems), String(status)).to.deep.equal([
        'endpoints/things.yaml:8:30 no-body',
        'endpoints/things.yaml:8:44 no-body',
      ]);
  });
});
