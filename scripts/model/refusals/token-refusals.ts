import type { ExpectationSpec, TokenSpec } from '../../language/definition.ts';
import type { Context } from '../context.ts';
import type { Auth, Check, NamedValue, Request, Response } from '../model.ts';
import { resolveExpect } from '../resolve-expect.ts';

type RefusalName = keyof Exclude<NonNullable<TokenSpec['refusals']>, 'off'>;

/**
 * What each refusal of a token endpoint changes in the token request, and whether it is tried when the spec says nothing:
 * only what every conforming server refuses is (RFC 6749 section 5.2). An unknown scope may be dropped and a token issued
 * (section 3.3), and some servers answer a GET as they do a POST.
 */
const refusals: Readonly<
  Record<
    RefusalName,
    {
      readonly words: string;
      readonly byDefault: boolean;
      /** Undefined where the client has nothing that could be changed in this way. */
      readonly change: (request: Request, auth: Settings) => Partial<Request> | undefined;
    }
  >
> = {
  wrongSecret: {
    words: 'refuses a wrong secret',
    byDefault: true,
    change: (request, auth) => withClient(request, auth, { secret: 'not-the-secret' }),
  },
  unknownClient: {
    words: 'refuses a client that it does not know',
    byDefault: true,
    // With the right secret: a server that looks at that alone takes it.
    change: (request, auth) => withClient(request, auth, { id: 'no-such-client' }),
  },
  missingClient: {
    words: 'refuses a request without client authentication',
    byDefault: true,
    change: (request, { clientAuthentication }) => (clientAuthentication === 'none' ? undefined : withoutClient(request)),
  },
  expiredAssertion: {
    words: 'refuses an assertion that has expired',
    byDefault: true,
    change: (request, auth) => withAssertion(request, auth, 'that has expired'),
  },
  missingGrantType: {
    words: 'refuses a request without grant_type',
    byDefault: true,
    change: (request) => withField(request, 'grant_type', undefined),
  },
  unknownGrantType: {
    words: 'refuses a grant type that there is not',
    byDefault: true,
    change: (request) => withField(request, 'grant_type', 'urn:example:no-such-grant'),
  },
  unknownScope: {
    words: 'refuses a scope that there is not',
    byDefault: false,
    change: (request) => withField(request, 'scope', 'no-such-scope'),
  },
  get: {
    words: 'refuses to be asked by GET',
    byDefault: false,
    change: (request) => ({ method: 'GET', body: undefined, query: request.body?.kind === 'urlencoded' ? request.body.fields : [] }),
  },
};

type Settings = Pick<Auth, 'clientAuthentication'>;

/** The requests that the token endpoint has to refuse: those that the spec names, and those that every server refuses. */
export function tokenRefusalsOf(
  request: Request,
  responses: readonly Response[],
  auth: Settings,
  spec: TokenSpec | undefined,
  context: Context,
): Request[] {
  const settings = spec?.refusals ?? {};
  if (settings === 'off') return [];
  return (Object.keys(refusals) as RefusalName[]).flatMap((name): Request[] => {
    const { words, byDefault, change } = refusals[name];
    const setting = settings[name] ?? (byDefault ? 'on' : 'off');
    const changes = setting === 'off' ? undefined : change(request, auth);
    const check = changes && checkOf(setting as 'on' | number | ExpectationSpec, settings, name, request, responses, spec, context);
    if (!changes || !check) return [];
    return [
      {
        ...request,
        ...changes,
        kind: 'refusal',
        broken: 'token request',
        probe: true,
        identity: [...request.identity, 'refusal', words],
        name: words,
        description: undefined,
        expected: check.kind === 'refusal' ? (check.answers[0] ?? request.expected) : request.expected,
        checks: [check],
      },
    ];
  });
}

function checkOf(
  setting: 'on' | number | ExpectationSpec,
  holder: object,
  key: string,
  request: Request,
  responses: readonly Response[],
  spec: TokenSpec | undefined,
  context: Context,
): Check | undefined {
  const name = 'is refused as documented';
  if (setting === 'on') {
    const documented = responses.filter((response) => response.status >= 400);
    return { kind: 'tokenRefusal', name: 'is refused, and no token issued', answers: documented, origin: request.origin };
  }
  const whole = spec?.responses === undefined || context.places.isWhole(spec.responses);
  const expected = resolveExpect(setting, { expect: setting }, responses, whole, context, context.places.value(holder, key));
  return expected && { kind: 'refusal', name, answers: [expected.response], others: [], origin: expected.response.origin };
}

/** The request as another client, or with another secret, wherever the client says who it is. */
function withClient(request: Request, auth: Settings, client: { id: string } | { secret: string }): Partial<Request> | undefined {
  switch (auth.clientAuthentication) {
    case 'client_secret_basic':
      return { auth: { client } };
    case 'client_secret_post':
      return 'id' in client ? withField(request, 'client_id', client.id) : withField(request, 'client_secret', client.secret);
    case 'none':
      return 'id' in client ? withField(request, 'client_id', client.id) : undefined;
    // A signed assertion names its client and proves it (see sandbox/client-assertion.js).
    default: {
      if ('secret' in client) return withAssertion(request, auth, 'with a wrong signature');
      return withAssertion({ ...request, ...withField(request, 'client_id', client.id) }, auth, 'of another client');
    }
  }
}

/** The request of a client that does not say who it is, in whatever way it would. */
function withoutClient({ body }: Request): Partial<Request> {
  if (body?.kind !== 'urlencoded') return { auth: 'none' };
  const shown = ['client_id', 'client_secret', 'client_assertion_type', 'client_assertion'];
  return { auth: 'none', body: { ...body, fields: body.fields.filter(({ name }) => !shown.includes(name)) } };
}

/** The request with an assertion that has a flaw; undefined when the client shows none. */
function withAssertion(request: Request, { clientAuthentication }: Settings, flaw: string): Partial<Request> | undefined {
  return clientAuthentication.endsWith('_jwt') ? withField(request, 'client_assertion', `{{clientAssertion ${flaw}}}`) : undefined;
}

function withField(request: Request, name: string, value: string | undefined): Partial<Request> {
  const { body } = request;
  if (body?.kind !== 'urlencoded') return {};
  const others = body.fields.filter((field) => field.name !== name);
  const fields: NamedValue[] = value === undefined ? others : [...others, { name, value }];
  return { body: { ...body, fields } };
}
