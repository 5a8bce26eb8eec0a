import { describe, it } from 'node:test';
import { expect } from 'chai';
import { mockVariables } from '../../scripts/mock/variables.ts';
import { apiOf, apiWith, things } from '../support/mock-api.ts';
import { askForToken, withMock } from '../support/mock-client.ts';

const origin = 'http://127.0.0.1:4000';

/** The variables for an API with these environments (YAML of `variables`), these addresses of endpoints, and this token URL. */
function variablesOf(environments: readonly string[], addresses: readonly string[], tokenUrl = '{{baseUrl}}/oauth/token') {
  const endpoints = addresses.map((address, i) => things.replace('id: things', `id: things${i}\n  baseUrl: "${address}"`)).join('');
  const files: Record<string, string> = {
    'api.yaml': `name: Sample\nauth: { grant: client_credentials, tokenUrl: "${tokenUrl}" }\n`,
    'endpoints/all.yaml': `folder: All\nendpoints:\n${endpoints}`,
  };
  for (const [i, variables] of environments.entries()) {
    const secrets = 'secrets: { clientId: {}, clientSecret: {}, apiKey: {} }';
    files[`environments/${i === 0 ? 'dev' : `env${i}`}.yaml`] = `name: Environment ${i}\nvariables: { ${variables} }\n${secrets}\n`;
  }
  return mockVariables(apiOf(files), origin);
}

describe('the addresses of a mock', () => {
  const values: [string, string][] = [
    ['https://api.example.com', origin],
    ['https://api.example.com/v2', `${origin}/v2`],
    ['https://api.example.com:8443/v2', `${origin}/v2`],
    ['https://{{region}}.example.com/v2/{{region}}', `${origin}/v2/{{region}}`],
  ];
  for (const [value, expected] of values) {
    it(`keep the path of ${value}`, () => {
      expect(variablesOf([`baseUrl: "${value}", region: eu`], ['{{baseUrl}}']).variables['baseUrl']).to.equal(expected);
    });
  }

  it('come from the first environment that has a value', () => {
    const { variables } = variablesOf(
      ['baseUrl: { from: BASE_URL }', 'baseUrl: https://b.example.com/two', 'baseUrl: https://c.example.com/three'],
      ['{{baseUrl}}'],
    );
    expect(variables['baseUrl']).to.equal(`${origin}/two`);
  });

  it('without any value are the name of the variable, or the path of its example', () => {
    const environment =
      'authenticationUrl: { from: A }, apiEndpoint: { from: B, example: "https://partner.example.com/v1/stock" }, wordOnly: { example: stock }';
    const { variables } = variablesOf([environment], ['{{apiEndpoint}}', '{{wordOnly}}'], '{{authenticationUrl}}');
    expect(variables).to.include({
      authenticationUrl: `${origin}/authentication-url`,
      apiEndpoint: `${origin}/v1/stock`,
      wordOnly: `${origin}/word-only`,
    });
  });

  it('follow a variable that stands for another variable', () => {
    const environment = 'baseUrl: "https://x.example.com/api", tokenUrl: "{{baseUrl}}/token"';
    const { variables, fixed } = variablesOf([environment], ['{{baseUrl}}'], '{{tokenUrl}}');
    expect(variables).to.include({ baseUrl: `${origin}/api`, tokenUrl: '{{baseUrl}}/token' });
    expect(fixed).to.deep.equal([]);
  });

  it('that no variable begins cannot be moved, and are named', () => {
    const { fixed } = variablesOf(
      ['baseUrl: https://x.example.com, host: y.example.com'],
      ['https://{{host}}/a', '{{baseUrl}}'],
      'https://login.example.com/token',
    );
    expect(fixed).to.deep.equal(['https://login.example.com/token', 'https://{{host}}/a']);
  });

  it('get the name of the variable when two routes would be the same', () => {
    const { variables } = variablesOf(
      ['baseUrl: https://a.example.com/v1, otherUrl: https://b.example.com/v1'],
      ['{{baseUrl}}', '{{otherUrl}}'],
    );
    expect(variables).to.include({ baseUrl: `${origin}/v1`, otherUrl: `${origin}/other-url/v1` });
  });

  it('stay as they are when only the base of two routes is the same', () => {
    const endpoints = `${things.replace('id: things', 'id: one')}${things.replace('id: things', 'id: two\n  baseUrl: "{{otherUrl}}"').replace('/things', '/others')}`;
    const environment =
      'name: Dev\nvariables: { baseUrl: https://a.example.com, otherUrl: https://b.example.com }\nsecrets: { clientId: {}, clientSecret: {} }\n';
    const api = apiOf({
      'api.yaml': 'name: Sample\nauth: { grant: client_credentials, tokenUrl: "{{baseUrl}}/token" }\n',
      'environments/dev.yaml': environment,
      'endpoints/all.yaml': `folder: All\nendpoints:\n${endpoints}`,
    });
    expect(mockVariables(api, origin).variables).to.include({ baseUrl: origin, otherUrl: origin });
  });

  it('are told apart even when the names of their variables are alike', () => {
    const environment = 'baseUrl: https://x.example.com, oneUrl: { from: A }, one_url: { from: B }, OneUrl: { from: C }';
    const { variables } = variablesOf([environment], ['{{oneUrl}}', '{{one_url}}', '{{OneUrl}}']);
    expect(new Set([variables['oneUrl'], variables['one_url'], variables['OneUrl']]).size).to.equal(3);
  });
});

describe('the other variables of a mock', () => {
  it('have their value, else their example, else a name of their own', () => {
    const environment = 'baseUrl: https://x.example.com, region: eu, account: { from: A, example: acme }, siteName: { from: B }';
    expect(variablesOf([environment], ['{{baseUrl}}']).variables).to.deep.equal({
      baseUrl: origin,
      region: 'eu',
      account: 'acme',
      siteName: 'mock-site-name',
      clientId: 'mock-client',
      clientSecret: 'mock-secret',
      apiKey: 'mock-api-key',
    });
  });

  it('are the credentials of the mock where auth names them', () => {
    const api = apiWith({
      settings: 'clientId: "{{account}}"\nclientSecret: "{{apiKey}}"',
      more: 'mock: { clientId: my_client_id_123, clientSecret: my_secret_456 }',
    });
    expect(mockVariables(api, origin).variables).to.include({
      account: 'my_client_id_123',
      apiKey: 'my_secret_456',
      clientId: 'mock-client-id',
    });
  });

  it('have the value that is given, but for addresses and credentials', () => {
    const given = { account: 'other', apiKey: 'key', baseUrl: 'https://real.example.com', clientSecret: 'x', unknown: 'y' };
    expect(mockVariables(apiWith(), origin, given).variables).to.deep.equal({
      baseUrl: `${origin}/v1`,
      account: 'other',
      apiKey: 'key',
      clientId: 'mock-client',
      clientSecret: 'mock-secret',
    });
  });

  it('that are given are what the mock compares with', async () => {
    await withMock(apiWith({ settings: 'scope: ["{{account}}"]' }), { variables: { account: 'other' } }, async (mock) => {
      expect(mock.variables['account']).to.equal('other');
      expect((await askForToken(mock, { scope: 'other' })).status).to.equal(200);
      expect((await askForToken(mock, { scope: 'acme' })).status).to.equal(400);
    });
  });

  it('can have the name of any member of an object', () => {
    const { variables } = variablesOf(['baseUrl: https://x.example.com, constructor: c, toString: { from: T }'], ['{{baseUrl}}']);
    expect(Object.entries(variables)).to.deep.include.members([
      ['constructor', 'c'],
      ['toString', 'mock-to-string'],
    ]);
  });
});
