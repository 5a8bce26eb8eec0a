import { describe, it } from 'node:test';
import { expect } from 'chai';
import { fillIn, variablesIn } from '../../scripts/model/template.ts';
import { sentences } from '../support/specs.ts';
import { problemsWith } from './endpoint.ts';

describe('variables in a text', () => {
  it('are found with their places', () => {
    expect(variablesIn('a {{b}} {{$c}}{{d e}}')).to.deep.equal([
      { name: 'b', offset: 2 },
      { name: '$c', offset: 8 },
      { name: 'd e', offset: 14 },
    ]);
    expect(variablesIn('{a} {{b} {c}}')).to.deep.equal([]);
  });
  it('are filled in, unless they are not known', () => {
    expect(fillIn('{{a}}/{{b}}/{{a}}', (name) => (name === 'a' ? '$&' : undefined))).to.equal('$&/{{b}}/$&');
  });
});

describe('variables of a spec', () => {
  it('may stand wherever a text is sent', () => {
    const environment = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((name) => `  ${name}: x`).join('\n');
    const found = problemsWith(
      `
path: /things/{{a}}/{id}
parameters: { path: { id: "{{b}}" }, query: { q: ["{{c}}", { example: "{{c}}" }] , r: { example: ["{{d}}"] } }, header: { H: "{{e}}" } }
body: { example: { deep: [{ deeper: "{{f}}" }] } }
method: POST
cases: [{ name: n, parameters: { query: { q: "{{g}}" } }, body: { x: "{{h}}" }, expect: 200 }]
`.replace(', { example: "{{c}}" }', ''),
      {
        'environments/dev.yaml': `name: D\nvariables:\n  baseUrl: https://example.com\n${environment}\nsecrets: { clientId: {}, clientSecret: {} }\n`,
        'api.yaml': 'name: D\ndefaults: { headers: { X: "{{i}}" } }\nauth: { grant: client_credentials, tokenUrl: "{{baseUrl}}/{{j}}" }\n',
      },
    );
    expect(found.told).to.deep.equal([]);
  });
  it('are told once, at one place, for each environment that lacks them', () => {
    const found = problemsWith('path: "/{{x}}/{{x}}"\nbaseUrl: "https://{{x}}"', {
      'environments/prod.yaml':
        'name: P\nvariables: { baseUrl: "https://example.com", x: y }\nsecrets: { clientId: {}, clientSecret: {} }\n',
      'environments/test.yaml': 'name: T\nvariables: { baseUrl: "https://example.com" }\nsecrets: { clientId: {}, clientSecret: {} }\n',
    });
    expect(found.told).to.deep.equal(['7:23 undefined-variable', '7:23 undefined-variable']);
    expect(sentences(found.problems).map((text) => /environment (\w+)/.exec(text)?.[1])).to.deep.equal(['dev', 'test']);
  });
  it('are not called unused because a default uses them', () => {
    expect(problemsWith('').told).to.deep.equal([]);
  });
  it('clientSecret is not needed when the client does not show who it is', () => {
    const api = (more: string) => `name: D\nauth: { grant: client_credentials, tokenUrl: "{{baseUrl}}/t"${more} }\n`;
    const environment = 'name: D\nvariables: { baseUrl: "https://example.com" }\nsecrets: { clientId: {} }\n';
    expect(problemsWith('', { 'api.yaml': api(', clientAuthentication: none'), 'environments/dev.yaml': environment }).told).to.deep.equal(
      [],
    );
    expect(problemsWith('', { 'api.yaml': api(''), 'environments/dev.yaml': environment }).told).to.deep.equal([
      'api.yaml:2:1 undefined-variable',
    ]);
  });
  it('baseUrl is not needed when no endpoint uses it', () => {
    const files = {
      'api.yaml': 'name: D\nbaseUrl: https://example.com\n',
      'environments/dev.yaml': 'name: D\n',
    };
    expect(problemsWith('', files).told).to.deep.equal([]);
  });
  for (const name of ['$guid', '$timestamp', '$randomInt', '$randomFirstName', '$isoTimestamp'])
    it(`{{${name}}} is Postman's own`, () =>
      void expect(problemsWith(`parameters: { query: { q: "{{${name}}}" } }`).told).to.deep.equal([]));
  it('that begin with $ and are not Postman’s are told, with the nearest', () => {
    const found = problemsWith('parameters: { query: { q: "{{$timestmap}}" } }');
    expect(found.told).to.deep.equal(['7:32 unknown-dynamic-variable']);
    expect(sentences(found.problems)[0]).to.contain('did you mean "$timestamp"?');
  });
  for (const name of ['accessToken', 'oauthToken', 'basicUsername', 'basicPassword', 'clientAssertion'])
    it(`${name} is the collection's own`, () => {
      const found = problemsWith(`parameters: { query: { q: "{{${name}}}" } }`, {
        'environments/dev.yaml': `name: D\nvariables: { baseUrl: "https://example.com" }\nsecrets: { clientId: {}, clientSecret: {}, ${name}: {} }\n`,
      });
      expect(found.told).to.deep.equal(['environments/dev.yaml:3:44 reserved-variable']);
    });
  it('are not looked for in prose, schemas and answers', () => {
    expect(
      problemsWith('description: "{{x}}"', {}, '200: { description: "{{x}}", schema: { description: "{{x}}" }, example: "{{x}}" }').told,
    ).to.deep.equal([]);
  });
});
