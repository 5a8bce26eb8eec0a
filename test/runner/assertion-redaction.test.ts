import { describe, it } from 'node:test';
import { expect } from 'chai';
import { receivedBody } from '../../scripts/mock/received-body.ts';
import { startMock } from '../../scripts/mock/server.ts';
import { runContract } from '../../scripts/runner/run.ts';
import { apiOf, things } from '../support/mock-api.ts';

describe('the results of a run whose client signs', () => {
  it('hold neither the assertion nor a part of the key, whatever a server repeats', async () => {
    const api = apiOf({
      'api.yaml': `name: Sample
auth:
  grant: client_credentials
  tokenUrl: "{{baseUrl}}/oauth/token"
  clientAuthentication: private_key_jwt
  assertion: { algorithm: ES256 }
  token:
    refusals: off
    responses:
      200:
        description: A token.
        headers: { X-Assertion: none, X-Key: none }
        schema: { type: object, required: [access_token] }
        example: { access_token: a-token }
`,
      'environments/dev.yaml': 'name: Dev\nvariables: { baseUrl: https://api.example.com }\nsecrets: { clientId: {}, privateKey: {} }\n',
      'endpoints/all.yaml': `folder: All\nendpoints:\n${things.replace(/^(?=.)/gm, '  ')}`,
    });
    const assertions: string[] = [];
    let keyLine = '';
    const mock = await startMock(api, {
      transform: (answer, { kind, request }) => {
        if (kind !== 'token') return answer;
        const sent =
          receivedBody(request)
            .form()
            ?.find(({ name }) => name === 'client_assertion')?.value ?? '';
        assertions.push(sent);
        const headers = answer.headers.filter(({ name }) => !name.startsWith('X-'));
        return { ...answer, headers: [...headers, { name: 'X-Assertion', value: sent }, { name: 'X-Key', value: keyLine }] };
      },
    });
    keyLine = mock.variables['privateKey']?.split('\n')[1] ?? '';
    try {
      const { requests, tokenFailure } = await runContract(api, {
        environment: 'the mock',
        values: mock.variables,
        secrets: ['clientId', 'privateKey'],
        timeout: 20_000,
      });
      expect(tokenFailure).to.equal(undefined);
      expect(assertions).to.have.length(2);
      const messages = requests.flatMap(({ checks }) => checks.map((check) => check.message)).filter((message) => message !== '');
      expect(messages).to.have.length(2);
      for (const message of messages) expect(message).to.contain('‹secret›');
      for (const secret of [...assertions, keyLine]) {
        expect(secret).to.have.length.above(40);
        expect(messages.join('\n')).not.to.contain(secret);
      }
    } finally {
      await mock.close();
    }
  });
});
