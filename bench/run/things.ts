import { writeYaml } from '../../scripts/language/write-yaml.ts';
import type { Api } from '../../scripts/model/model.ts';
import { resolveSpecs } from '../../scripts/model/resolve.ts';
import { messageOf } from '../../scripts/source/problem.ts';

/** What the server answers to each request. */
export const thing = {
  id: 7,
  name: 'a thing',
  status: 'open',
  price: 2.5,
  tags: ['a', 'b'],
  owner: { id: 1, mail: 'a@example.com' },
  at: '2026-01-02T03:04:05Z',
};

/** The schema that each answer is held to, as JSON Schema 2020-12. */
export const schema = {
  type: 'object',
  required: ['id', 'name', 'status', 'price', 'tags', 'owner', 'at'],
  additionalProperties: false,
  properties: {
    id: { type: 'integer', minimum: 1 },
    name: { type: 'string', minLength: 1 },
    status: { enum: ['open', 'closed'] },
    price: { type: 'number', minimum: 0 },
    tags: { type: 'array', items: { type: 'string' } },
    owner: {
      type: 'object',
      required: ['id', 'mail'],
      properties: { id: { type: 'integer' }, mail: { type: 'string' } },
    },
    at: { type: 'string', format: 'date-time' },
  },
};

/** How many endpoints are in one file. */
const perFile = 100;

/** The specs of an API with so many endpoints; each request is checked for its status, content type, body and time. */
export function specsOf(requests: number): Map<string, string> {
  const endpoints = Array.from({ length: requests }, (_, i) => ({
    id: `thing-${i}`,
    name: `Get thing ${i}`,
    method: 'GET',
    path: `/things/${i}`,
    responses: { 200: { description: 'The thing', schema: { $ref: '../schemas/thing.yaml' }, example: thing } },
  }));
  return new Map([
    [
      'bench/api.yaml',
      writeYaml({
        name: 'Bench',
        auth: {
          grant: 'client_credentials',
          tokenUrl: '{{baseUrl}}/oauth/token',
          clientAuthentication: 'client_secret_post',
          // The other tools have no requests of this kind.
          token: { refusals: 'off' },
        },
        defaults: { timeLimit: '5s' },
      }),
    ],
    [
      'bench/environments/local.yaml',
      writeYaml({ name: 'Local', variables: { baseUrl: 'http://127.0.0.1:1' }, secrets: { clientId: {}, clientSecret: {} } }),
    ],
    ['bench/schemas/thing.yaml', writeYaml(schema)],
    ...Array.from({ length: Math.ceil(requests / perFile) }, (_, i): [string, string] => [
      `bench/endpoints/things-${i + 1}.yaml`,
      writeYaml({ folder: 'Things', endpoints: endpoints.slice(i * perFile, (i + 1) * perFile) }),
    ]),
  ]);
}

export function apiOf(requests: number): Api {
  const { apis, problems } = resolveSpecs({ root: 'specs', files: specsOf(requests) });
  const [api] = apis;
  if (!api) throw new Error(problems.map(messageOf).join('\n'));
  return api;
}
