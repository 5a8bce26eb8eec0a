// What an environment asks of a run, and endpoints that change nothing whatever their method.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { collectionOf } from '../../scripts/postman/collection.ts';
import { allowedIn } from '../../scripts/runner/production.ts';
import { apiOf } from '../support/mock-api.ts';

const endpoints = `folder: All
endpoints:
  - { id: search, name: Search, method: POST, path: /search, safe: true, responses: { 200: { description: Found, readAs: none } } }
  - { id: make, name: Make, method: POST, path: /things, responses: { 200: { description: Made, readAs: none } } }
`;
const environment = (more: string): string => `name: Live\nkind: production\nvariables: { baseUrl: https://api.example.com }\n${more}`;
const api = (more = '') =>
  apiOf({ 'api.yaml': 'name: Sample\n', 'endpoints/all.yaml': endpoints, 'environments/dev.yaml': environment(more) });

describe('the limits of an environment', () => {
  for (const [rate, interval] of [
    ['5/s', 200],
    ['2000/min', 30],
    ['60/h', 60_000],
  ] as const)
    it(`${rate} is a request every ${interval} ms`, () => {
      expect(api(`limits: { rate: ${rate}, concurrency: 4 }\n`).environments[0]?.limits).to.deep.equal({ interval, concurrency: 4 });
    });

  it('are none when left out', () => {
    expect(api().environments[0]?.limits).to.deep.equal({ interval: undefined, concurrency: undefined });
  });
});

describe('an endpoint that is safe', () => {
  it('is sent to production, whatever its method', () => {
    const { environments, folders } = api();
    const sends = environments[0] && allowedIn(environments[0], false);
    const sent = folders[0]?.endpoints.filter(({ request }) => sends?.(request)).map(({ id }) => id);
    expect(sent).to.deep.equal(['search']);
  });

  it('is let through by the guard in the collection too', () => {
    const [event] = collectionOf(api(), 'contract').event ?? [];
    expect(event?.script.exec.join('\n')).to.match(/"?safe"?: \["Search"\]/);
  });
});
