import type { Api } from '../../scripts/model/model.ts';
import { resolveSpecs } from '../../scripts/model/resolve.ts';
import { messageOf } from '../../scripts/source/problem.ts';

/** Files of one API, by their path in its folder; an environment is added when there is none. */
export type Files = Readonly<Record<string, string>>;

const environment = `
name: Development
variables:
  baseUrl: https://api.example.com/v1
  account: { from: ACCOUNT, example: acme }
secrets:
  clientId: {}
  clientSecret: {}
  apiKey: {}
`;

/** The API that `files` describe. A spec with an error is a mistake in the test, so it throws. */
export function apiOf(files: Files): Api {
  const all = { 'environments/dev.yaml': environment, ...files };
  const sources = new Map(Object.entries(all).map(([path, text]) => [`sample/${path}`, text]));
  const { apis, problems } = resolveSpecs({ root: 'specs', files: sources });
  const errors = problems.filter((problem) => problem.code !== 'unused-variable');
  const [api] = apis;
  if (errors.length > 0 || !api)
    throw new Error(errors.map((problem) => `${problem.span?.start.line}: ${messageOf(problem)}`).join('\n') || 'no API');
  return api;
}

const auth = `
name: Sample
auth:
  grant: client_credentials
  tokenUrl: "{{baseUrl}}/oauth/token"
`;

/**
 * An API whose token endpoint is `<base>/oauth/token`.
 * @param settings further lines of `auth`, without indentation
 * @param endpoints the items of `endpoints`, without indentation; one endpoint `GET /things` when left out
 * @param more further lines of api.yaml
 */
export function apiWith({
  settings = '',
  endpoints = things,
  more = '',
}: {
  settings?: string;
  endpoints?: string;
  more?: string;
} = {}): Api {
  const files: Record<string, string> = { 'api.yaml': auth + indent(settings, 2) + more };
  if (endpoints !== '') files['endpoints/all.yaml'] = `folder: All\nendpoints:\n${indent(endpoints, 2)}`;
  return apiOf(files);
}

/** An endpoint that documents both ways to refuse a token. */
export const things = `
- id: things
  name: List things
  method: GET
  path: /things
  responses:
    200: { description: Things, schema: { type: array }, example: [{ id: 1 }] }
    401: { description: Unknown token, schema: true, example: { error: INVALID_TOKEN } }
    498: { description: Token expired, schema: true, example: { error: TOKEN_EXPIRED } }
`;

function indent(text: string, spaces: number): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(spaces) + line))
    .join('\n')
    .concat('\n');
}
