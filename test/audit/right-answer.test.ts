// Requests reach the mock as Postman would send them: one that did not would be refused, and that is a false alarm.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { auditApi } from '../../scripts/audit/audit.ts';
import { apiWith } from '../support/mock-api.ts';

const refused = '{ description: Refused, schema: { const: refused }, example: refused }';
const endpoint = (id: string, body: string) => `
- id: ${id}
  name: ${id}
  method: POST
  path: /${id}/{name}
  parameters:
    path: { name: { schema: { const: "a b/ü" }, example: "a b/ü" } }
    query: { q: { required: true, schema: { const: "1&2 %" }, example: "1&2 %" } }
    header: { X-Account: { required: true, schema: { const: acme }, example: "{{account}}" } }
  body: ${body}
  responses:
    200: { description: Taken, schema: { const: taken }, example: taken }
    400: ${refused}
    401: ${refused}
    415: ${refused}
    422: ${refused}
`;

const schema = '{ type: object, required: [n, t], properties: { n: { type: integer }, t: { const: "ü&=" } } }';
const example = '{ n: 3, t: "ü&=" }';
const endpoints = [
  endpoint('json', `{ schema: ${schema}, example: ${example} }`),
  endpoint('form', `{ contentType: application/x-www-form-urlencoded, schema: ${schema}, example: ${example} }`),
  endpoint('parts', `{ contentType: multipart/form-data, schema: ${schema}, example: ${example} }`),
  endpoint('text', '{ contentType: text/plain, schema: { pattern: "^acme ü$" }, example: "{{account}} ü" }'),
].join('');

describe('the right answer', () => {
  for (const settings of [
    'clientAuthentication: client_secret_post',
    'clientAuthentication: client_secret_basic\nsend: { in: query, name: token }\nscope: ["{{account}}"]',
    'clientAuthentication: client_secret_basic\nbasicEncoding: raw\nsend: { in: header, name: X-Token, scheme: "" }',
  ]) {
    test(`comes for each kind of body, with ${settings.replace(/\n/g, ', ')}`, () => {
      const result = auditApi(apiWith({ settings, endpoints }));
      expect(result.falseAlarms.map(({ planned, what, message }) => `${planned.title}: ${what}: ${message}`)).to.deep.equal([]);
      expect(new Set(result.verdicts.map(({ planned }) => planned.endpoint.id))).to.include.keys('json', 'form', 'parts', 'text');
      expect(result.verdicts.filter(({ killed }) => !killed)).to.deep.equal([]);
    });
  }
});
