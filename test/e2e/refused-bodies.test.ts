// Bodies that are no JSON, and clients that sign: what has to be refused reaches the server as it is meant, in plain Newman and in the Postman CLI.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import type { AnswerContext, MockAnswer, MockRequest } from '../../scripts/mock/exchange.ts';
import { startMock } from '../../scripts/mock/server.ts';
import { collectionOf } from '../../scripts/postman/collection.ts';
import { environmentFile } from '../../scripts/postman/environment.ts';
import { apiOf } from '../support/mock-api.ts';
import { runInNewman } from '../support/newman.ts';
import { asArguments } from '../support/own-specs.ts';
import { runInPostmanCli, withoutPostmanCli } from '../support/postman-cli.ts';

const api = apiOf({
  'environments/dev.yaml': 'name: Dev\nvariables: { baseUrl: https://forms.example.com }\nsecrets: { clientId: {}, clientSecret: {} }\n',
  'api.yaml': `name: Forms
auth:
  grant: client_credentials
  tokenUrl: "{{baseUrl}}/token"
  clientAuthentication: client_secret_jwt
defaults:
  responses:
    415: { description: Not of this type, readAs: none }
    422: { description: Not like this, readAs: none }
`,
  'endpoints/all.yaml': `folder: All
endpoints:
  - id: register
    name: Register
    method: POST
    path: /register
    body:
      contentType: application/x-www-form-urlencoded
      schema:
        type: object
        required: [name, size]
        additionalProperties: false
        properties:
          name: { type: string, pattern: "^[a-z]+$", maxLength: 4 }
          size: { type: integer, minimum: 1 }
          tags: { type: array, maxItems: 2, items: { enum: [red, blue] } }
      example: { name: box, size: 2, tags: [red] }
    responses:
      200: { description: Done, readAs: none }
  - id: note
    name: Leave a note
    method: POST
    path: /note
    body: { contentType: text/plain, schema: { type: string, maxLength: 10, pattern: "^[a-z ]+$" }, example: see you }
    responses:
      200: { description: Done, readAs: none }
`,
});

type Arrived = { readonly title: string; readonly status: number; readonly contentType: string; readonly body: string };

/** The claims of the assertion in a token request. */
function claimsOf(body: string): Record<string, unknown> {
  const assertion = new URLSearchParams(body).get('client_assertion') ?? '';
  return JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;
}

for (const { program, run, skip } of [
  { program: 'Newman', run: runInNewman, skip: false as const },
  { program: 'the Postman CLI', run: runInPostmanCli, skip: withoutPostmanCli },
]) {
  describe(`refused bodies in ${program}`, { skip }, () => {
    const send = async (change: (answer: MockAnswer, context: AnswerContext) => MockAnswer = (answer) => answer) => {
      const arrived: Arrived[] = [];
      const note = (answer: MockAnswer, context: AnswerContext & { readonly request: MockRequest }): MockAnswer => {
        const { request, endpoint } = context;
        const contentType = request.headers.get('content-type')?.[0] ?? '';
        arrived.push({ title: endpoint?.id ?? '', status: answer.status, contentType, body: request.body.toString('utf8') });
        return change(answer, context);
      };
      const mock = await startMock(api, { transform: note });
      const [environment] = api.environments;
      if (!environment) throw new Error('there is no environment');
      try {
        const result = await run(collectionOf(api, 'contract'), environmentFile(environment, api), asArguments(mock.variables));
        return { ...result, arrived };
      } finally {
        await mock.close();
      }
    };

    test('a server that refuses them is green, and each came as it was meant', async () => {
      const { report, output, exitCode, arrived } = await send();
      expect(report.run.failures, output).to.deep.equal([]);
      expect(exitCode, output).to.equal(0);
      const refused = (id: string, status: number) => arrived.filter((each) => each.title === id && each.status === status);
      const forms = refused('register', 422).map(({ body }) => decodeURIComponent(body));
      expect(forms).to.include.members([
        '',
        'size=2&tags=red',
        'name=!ox&size=2&tags=red',
        'name=boxxx&size=2&tags=red',
        'name=box&tags=red',
        'name=box&size=0&tags=red',
        'name=box&size=2.5&tags=red',
        'name=box&size=2&tags=red&tags=red&tags=red',
        'name=box&size=2&tags=NOT_IN_THE_DOCUMENTATION',
        'name=box&size=2&tags=red&notInTheDocumentation=true',
      ]);
      expect(refused('note', 422).map(({ body }) => body)).to.deep.equal(['', 'see youuuuu', '!ee you']);
      for (const id of ['register', 'note'])
        expect(refused(id, 415).map(({ contentType }) => contentType)).to.deep.equal(['application/x-not-in-the-documentation']);

      const clientId = claimsOf(refused('access-token', 200)[0]?.body ?? '')['sub'];
      const now = Date.now() / 1000;
      const refusedClients = refused('access-token', 401).map(({ body }) => body);
      expect(refusedClients.filter((body) => !body.includes('client_id'))).to.deep.equal(['grant_type=client_credentials']);
      const assertions = refusedClients
        .filter((body) => body.includes('client_assertion'))
        .map((body) => ({ body, ...claimsOf(body) }) as { body: string; sub: string; exp: number });
      expect(assertions.map(({ sub, exp }) => [sub === clientId, exp > now])).to.deep.equal([
        [true, true],
        [false, true],
        [true, false],
      ]);
      // It is the length of a right signature: refused for what it is.
      const signatureOf = (body: string) => new URLSearchParams(body).get('client_assertion')?.split('.')[2] ?? '';
      for (const { body } of assertions) expect(signatureOf(body)).to.have.lengthOf(43);
    });

    test('a server that takes anything fails each of them', async () => {
      const { report, output, arrived } = await send((answer, { endpoint }) =>
        endpoint && endpoint.id !== 'access-token' && answer.status >= 400 ? { status: 200, headers: [], body: '' } : answer,
      );
      const wrong = arrived.filter(({ title, status }) => title !== 'access-token' && status >= 400);
      expect(wrong.length).to.be.above(15);
      expect(report.run.failures, output).to.have.lengthOf(wrong.length);
    });
  });
}
