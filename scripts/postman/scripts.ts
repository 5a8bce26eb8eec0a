import type { Api, Auth } from '../model/model.ts';
import type { CompiledSchema } from '../schema/compile.ts';
import type { Json } from '../source/json.ts';
import type { CollectionKind } from './collection-types.ts';
import { contractOf, schemasOf } from './contract-data.ts';
import { type LinkInput, link } from './link.ts';
import { compactLiteral, jsLiteral, withoutUndefined } from './literal.ts';
import { type Planned, planOf } from './plan.ts';

const sandbox = 'postman/sandbox';

/** The variables of the collection's own: model/resolve-environment.ts keeps specs from using them. */
const names = { accessTokenVariable: 'accessToken', stateVariable: 'oauthToken' } as const;

/** The longest pause between two attempts to get a token, in ms. */
const maxWait = 30_000;

/** The collection's pre-request script: settings as data, then the code that keeps the token; undefined when there is nothing to do. */
export function preRequestScript(api: Api, kind: CollectionKind): string | undefined {
  const guard = kind === 'contract' ? guardOf(api) : undefined;
  if (!api.auth && !guard) return undefined;
  const entries = [
    ...(guard ? [{ file: `${sandbox}/guard.js`, name: 'isHeldBack' }] : []),
    ...(api.auth ? [{ file: `${sandbox}/token.js`, name: 'keepAccessToken' }] : []),
  ];
  const keep = api.auth ? 'keepAccessToken(settings);' : '';
  return [
    ...(api.auth
      ? [
          '// Gets an access token (OAuth 2.0 client credentials), keeps it, and replaces it before it expires.',
          `const settings = ${jsLiteral(tokenSettings(api.auth, api))};`,
          '',
        ]
      : []),
    ...(guard ? ['// What is in production is only read.', `const guard = ${jsLiteral(guard)};`, ''] : []),
    linked({ entries, ...(api.auth ? { tables: authenticationTables(api.auth) } : {}) }, kind),
    guard ? (keep === '' ? 'isHeldBack(guard);' : `if (!isHeldBack(guard)) ${keep}`) : keep,
  ].join('\n');
}

/** What keeps a contract from harming production (see sandbox/guard.js); undefined when nothing is in production. */
function guardOf(api: Api): Json | undefined {
  const production = api.environments.filter((environment) => environment.kind === 'production').map((environment) => environment.name);
  if (production.length === 0) return undefined;
  const endpoints = [...(api.auth ? [api.auth.token] : []), ...api.folders.flatMap((folder) => folder.endpoints)];
  const probes = endpoints.flatMap((endpoint) => endpoint.refusals).filter((request) => request.probe);
  const safe = planOf(api, 'contract').flatMap(({ requests }) => requests.filter(({ request }) => request.safe).map(({ title }) => title));
  return {
    production,
    tokenUrl: api.auth?.tokenUrl ?? '',
    probes: unique(probes.map((request) => request.name)),
    ...(safe.length > 0 ? { safe: unique(safe) } : {}),
  };
}

/** Of the ways to authenticate, and of the algorithms to sign with, the script gets the one that it uses: the libraries for the others are long. */
function authenticationTables({ clientAuthentication, assertion }: Auth): Record<string, string[]> {
  return { clientAuthentications: [clientAuthentication], ...(assertion ? { assertionSigners: [assertion.algorithm] } : {}) };
}

/** The collection's test script: the code that holds each answer to what its request has brought along, as much of it as they need. */
export function testScript(api: Api, plan: readonly Planned[], kind: CollectionKind): string {
  const kinds = new Set<string>();
  const schemas = new Set<CompiledSchema>();
  for (const { request } of plan) {
    for (const check of request.checks) {
      kinds.add(check.kind);
      for (const schema of schemasOf(check)) schemas.add(schema);
    }
  }
  const keywords = allOf(schemas, ({ keywords }) => keywords);
  const tables = {
    checkTable: [...kinds].filter((kind) => kind !== 'own').sort(),
    ...(schemas.size > 0 ? { keywordTable: keywords } : {}),
    ...(keywords.includes('format') ? { formatTable: allOf(schemas, ({ formats }) => formats) } : {}),
  };
  const entries = [
    { file: `${sandbox}/contract.js`, name: 'takeContract' },
    ...(api.auth ? [{ file: `${sandbox}/repeat-request.js`, name: 'repeatWithNewToken' }] : []),
    { file: `${sandbox}/contract.js`, name: 'holdToContract' },
  ];
  return [
    '// Holds each answer to what the pre-request script of its request says of it.',
    ...(api.auth
      ? [
          '// When the answer says that the token is dead, the request is sent once more with a new one.',
          `const settings = ${jsLiteral({ refreshOn: api.auth.refreshOn, stateVariable: names.stateVariable })};`,
        ]
      : []),
    '',
    linked({ entries, tables }, kind),
    'const contract = takeContract();',
    `if (contract${api.auth ? ' && !repeatWithNewToken(settings, contract.expected)' : ''}) holdToContract(contract);`,
  ].join('\n');
}

/** A request's pre-request script: its contract, as data. A step of a flow is skipped when an earlier one failed. */
export function contractScript(planned: Planned, auth: Auth | undefined, kind: CollectionKind): string {
  const { flow, request } = planned;
  const literal = kind === 'contract' ? compactLiteral : jsLiteral;
  return [
    '// What the answer has to be.',
    `const contract = ${literal(contractOf(planned, auth))};`,
    "pm.variables.set('current contract', JSON.stringify({ request: pm.info.requestId, ...contract }));",
    ...(flow
      ? [
          '',
          linked({ entries: [{ file: `${sandbox}/flow.js`, name: 'enterStep' }] }, kind),
          `enterStep(${jsLiteral(flow.id)}, ${flow.steps[0]?.request === request});`,
        ]
      : []),
  ].join('\n');
}

/** A request's own test script: the checks that a spec brings along as code, as it is, each in a function of its own; undefined when there are none. */
export function ownTestScript({ request, flow }: Planned, kind: CollectionKind): string | undefined {
  const own = request.checks.filter((check) => check.kind === 'own');
  const [first] = own;
  if (!first) return undefined;
  const functions = own.map(
    ({ name, code }) => `  ${jsLiteral(name)}: (answer) => {\n${code.trimEnd().replace(/^(?=.)/gm, '    ')}\n  },\n`,
  );
  const entries = [
    { file: `${sandbox}/own-tests.js`, name: 'runOwnTests' },
    ...(flow ? [{ file: `${sandbox}/flow.js`, name: 'stopFlow' }] : []),
  ];
  const run = `runOwnTests(ownTests, ${jsLiteral(first.readAs)})`;
  return [
    '// What the answer has to be besides.',
    `const ownTests = {\n${functions.join('')}};`,
    '',
    linked({ entries }, kind),
    flow ? `if (!${run}) stopFlow(${jsLiteral(flow.id)});` : `${run};`,
  ].join('\n');
}

/** What the sandbox calls settings (see sandbox/token.js). */
function tokenSettings(auth: Auth, api: Api): Json {
  const variables = api.environments.flatMap((environment) => environment.variables.filter((variable) => variable.required));
  const required = unique(variables.map(({ name }) => name)).map((name) => {
    // What is said of a variable has to be true in every environment.
    const [description, another] = unique(variables.flatMap((variable) => (variable.name === name ? (variable.description ?? '') : [])));
    return withoutUndefined({ name, description: another === undefined ? description || undefined : undefined });
  });
  return withoutUndefined({
    tokenUrl: auth.tokenUrl,
    clientAuthentication: auth.clientAuthentication,
    basicEncoding: auth.clientAuthentication === 'client_secret_basic' ? auth.basicEncoding : undefined,
    clientId: auth.clientId,
    clientSecret: ['none', 'private_key_jwt'].includes(auth.clientAuthentication) ? undefined : auth.clientSecret,
    assertion: auth.assertion && assertionSettings(auth.assertion, auth),
    scope: auth.scope.length > 0 ? auth.scope : undefined,
    audience: auth.audience,
    parameters: auth.parameters.length > 0 ? Object.fromEntries(auth.parameters.map(({ name, value }) => [name, value])) : undefined,
    headers: auth.headers.length > 0 ? Object.fromEntries(auth.headers.map(({ name, value }) => [name, value])) : undefined,
    timeout: auth.timeout,
    attempts: auth.attempts,
    refreshBefore: auth.refreshBefore,
    refreshOn: auth.refreshOn,
    maxWait,
    ...names,
    required,
  });
}

function assertionSettings({ algorithm, audience, keyId, key }: NonNullable<Auth['assertion']>, auth: Auth): Json {
  return withoutUndefined({ algorithm, audience: audience === auth.tokenUrl ? undefined : audience, keyId, key });
}

/** Linked code; people read that of the integrators' collection, the other is only run. */
function linked(input: LinkInput, kind: CollectionKind): string {
  return link({ ...input, compact: kind === 'contract' });
}

function allOf(schemas: Iterable<CompiledSchema>, wordsOf: (schema: CompiledSchema) => readonly string[]): string[] {
  const words = new Set<string>();
  for (const schema of schemas) for (const word of wordsOf(schema)) words.add(word);
  return [...words].sort();
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)].sort();
}
