import type { Api, Auth, Check, Flow, Request, Response } from '../model/model.ts';
import type { CompiledSchema } from '../schema/compile.ts';
import type { Json } from '../source/json.ts';
import type { CollectionKind } from './collection-types.ts';
import { link } from './link.ts';
import { jsLiteral, withoutUndefined } from './literal.ts';
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
    link({ entries, ...(api.auth ? { tables: authenticationTables(api.auth) } : {}) }),
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

/** A request's test script: its contract as data, then the code that holds the answer to it. */
export function checkScript({ request, flow }: Planned, api: Api): string {
  const schemas = request.checks.flatMap(schemasOf);
  const repeats = request.auth === 'token' && api.auth !== undefined;
  const keywords = unique(schemas.flatMap((schema) => schema.keywords));
  const formats = unique(schemas.flatMap((schema) => schema.formats));
  const tables = {
    checkTable: unique(request.checks.map((check) => check.kind)),
    ...(schemas.length > 0 ? { keywordTable: keywords } : {}),
    ...(keywords.includes('format') ? { formatTable: formats } : {}),
  };
  const entries = [
    ...(repeats ? [{ file: `${sandbox}/repeat-request.js`, name: 'repeatWithNewToken' }] : []),
    { file: `${sandbox}/check-answer.js`, name: 'checkAnswer' },
    ...(flow ? [{ file: `${sandbox}/flow.js`, name: 'stopFlow' }] : []),
  ];
  // What the token endpoint answers is never repeated in a message.
  const secret = request.identity[0] === api.auth?.token.id;
  const checks = request.checks.map((check) => checkData(check, secret));
  return [
    '// What the answer has to be.',
    `const checks = ${jsLiteral(checks)};`,
    ...(repeats && api.auth
      ? [
          '',
          '// When the answer says that the token is dead, the request is sent once more with a new one.',
          `const settings = ${jsLiteral({ refreshOn: api.auth.refreshOn, stateVariable: names.stateVariable })};`,
        ]
      : []),
    '',
    link({ entries, tables }),
    ...ownTests(request),
    callOf(request, repeats, flow),
  ].join('\n');
}

/** The call at the end of a test script, with whatever decides about it. */
function callOf(request: Request, repeats: boolean, flow: Flow | undefined): string {
  const hasOwn = request.checks.some((check) => check.kind === 'own');
  const check = `checkAnswer(checks${hasOwn ? ', ownTests' : ''})`;
  const condition = repeats ? `!repeatWithNewToken(settings, ${request.expected.status})` : '';
  if (flow) return `if (${condition === '' ? '' : `${condition} && `}!${check}) stopFlow(${jsLiteral(flow.id)});`;
  return condition === '' ? `${check};` : `if (${condition}) ${check};`;
}

/** The checks that a spec brings along: its code, as it is, each in a function of its own. */
function ownTests(request: Request): string[] {
  const own = request.checks.flatMap((check) => (check.kind === 'own' ? [check] : []));
  if (own.length === 0) return [];
  const functions = own.map(
    ({ name, code }) => `  ${jsLiteral(name)}: (answer) => {\n${code.trimEnd().replace(/^(?=.)/gm, '    ')}\n  },\n`,
  );
  return [`const ownTests = {\n${functions.join('')}};`];
}

/** The pre-request script of a step: it is skipped when an earlier one failed. */
export function stepScript(flow: Flow, request: Request): string {
  const isFirst = flow.steps[0]?.request === request;
  return [link({ entries: [{ file: `${sandbox}/flow.js`, name: 'enterStep' }] }), `enterStep(${jsLiteral(flow.id)}, ${isFirst});`].join(
    '\n',
  );
}

/** What a check needs to know inside of Postman. */
function checkData(check: Check, secret: boolean): Json {
  const base = { test: check.name, kind: check.kind };
  switch (check.kind) {
    case 'status':
      return {
        ...base,
        status: check.status,
        documented: Object.fromEntries(check.documented.map(({ status, description }) => [status, firstSentence(description)])),
      };
    case 'contentType':
      return { ...base, contentType: check.contentType };
    case 'header':
      return withoutUndefined({ ...base, header: check.header.name, required: check.header.required, schema: check.header.schema?.schema });
    case 'body':
      return { ...base, readAs: check.readAs, ...(secret ? { secret } : {}), schema: check.schema.schema };
    case 'time':
      return { ...base, milliseconds: check.milliseconds };
    case 'equals':
      return { ...base, readAs: check.readAs, pointer: check.pointer, value: check.value };
    case 'capture':
      return { ...base, readAs: check.readAs, variable: check.variable, ...check.from };
    case 'own':
      return { ...base, readAs: check.readAs };
    case 'refusal':
    case 'tokenRefusal':
      return {
        ...base,
        ...(secret ? { secret } : {}),
        answers: Object.fromEntries(check.answers.map((answer) => [answer.status, answerData(answer)])),
      };
  }
}

/** One documented answer of several that may come. */
function answerData(answer: Response): Json {
  return withoutUndefined({
    contentType: answer.contentType,
    headers:
      answer.headers.length > 0
        ? answer.headers.map(({ name, required, schema }) => withoutUndefined({ header: name, required, schema: schema?.schema }))
        : undefined,
    readAs: answer.readAs === 'none' ? undefined : answer.readAs,
    schemas: answer.readAs === 'none' || answer.schemas.length === 0 ? undefined : answer.schemas.map((schema) => schema.schema),
  });
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

function schemasOf(check: Check): CompiledSchema[] {
  if (check.kind === 'refusal' || check.kind === 'tokenRefusal')
    return check.answers.flatMap((answer) => [...answer.schemas, ...answer.headers.flatMap(({ schema }) => schema ?? [])]);
  if (check.kind === 'body') return [check.schema];
  return check.kind === 'header' && check.header.schema ? [check.header.schema] : [];
}

/** A description as part of a sentence. */
function firstSentence(text: string): string {
  return (/^[^\n]*?[.!?](?=\s|$)|^[^\n]*/.exec(text.trim())?.[0] ?? '').replace(/[.]$/, '').slice(0, 120);
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)].sort();
}
