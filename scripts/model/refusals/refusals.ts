import type { ExpectationSpec, RefusalsSpec } from '../../language/definition.ts';
import type { Json } from '../../source/json.ts';
import type { Context } from '../context.ts';
import type { Documented } from '../documented.ts';
import type { Auth, NamedValue, Parameter, Request, RequestBody, Response } from '../model.ts';
import { resolveExpect } from '../resolve-expect.ts';
import { valuesOf } from '../scalar.ts';
import { firstDocumented } from '../status.ts';
import { type Break, breaksOf } from './breaks.ts';

/** No endpoint gets more refusals than this, unless it says so: the first ones of each kind are the telling ones. */
const most = 60;

/** The statuses by which a server says that a request is not what it documents. */
const invalid = [400, 422];

/**
 * The requests that an endpoint has to refuse, made from what it documents: without a token and with one that is none,
 * and with each parameter and the body broken in one way at a time. They are made only where the endpoint documents how it
 * refuses: that it refuses at all would otherwise be our invention.
 */
export function refusalsOf(
  documented: Documented,
  auth: Auth | undefined,
  settings: RefusalsSpec | undefined,
  context: Context,
): Request[] {
  if (settings === 'off') return [];
  const { security = 'on', parameters = 'on', body = 'on' } = settings ?? {};
  const requests = [
    ...(security === 'off' || !auth ? [] : securityRefusals(documented, auth, answersOf(security, [], documented, context))),
    ...(parameters === 'off' ? [] : parameterRefusals(documented, answersOf(parameters, invalid, documented, context))),
    ...(body === 'off' ? [] : bodyRefusals(documented, answersOf(body, invalid, documented, context))),
  ];
  return requests.slice(0, settings?.most ?? most);
}

type Setting = 'on' | { readonly expect: number | ExpectationSpec | readonly (number | ExpectationSpec)[] };

/** The answers that count as a refusal: those that the author names, else the documented ones among `statuses`. */
function answersOf(setting: Setting | 'off', statuses: readonly number[], documented: Documented, context: Context): Response[] {
  const { responses, spec } = documented;
  if (typeof setting === 'string') {
    const exact = responses.filter((response) => response.range === undefined && statuses.includes(response.status));
    return exact.length > 0 ? exact : firstOf(responses, statuses);
  }
  const listed = Array.isArray(setting.expect) ? setting.expect : [setting.expect];
  const whole = context.places.isWhole(spec.responses);
  return listed.flatMap((expect: number | ExpectationSpec) => resolveExpect(expect, setting, responses, whole, context)?.response ?? []);
}

function securityRefusals(documented: Documented, auth: Auth, own: readonly Response[]): Request[] {
  const { request, responses, spec } = documented;
  if (request.auth !== 'token') return [];
  // A dead or missing token is one thing to most servers; what is documented first says which.
  const dead = own.length > 0 ? own : firstOf(responses, [401, ...auth.refreshOn, 403]);
  const short = own.length > 0 ? own : firstOf(responses, [403, 401]);
  return [
    ...refusal(documented, 'refuses a request without a token', { broken: 'credentials', auth: 'none' }, dead),
    ...refusal(documented, 'refuses a token that is none', { broken: 'credentials', auth: { token: 'not-a-token' }, probe: true }, dead),
    ...(auth.expiredToken === undefined
      ? []
      : refusal(documented, 'refuses an expired token', { broken: 'credentials', auth: { token: auth.expiredToken }, probe: true }, dead)),
    // Asked for without any scope, a server may grant all of them.
    ...(spec.scopes ?? [])
      .filter((scope) => auth.scope.length > 1 && auth.scope.includes(scope))
      .flatMap((scope) =>
        refusal(documented, `refuses a token without the scope ${scope}`, { broken: 'scope', auth: { without: scope } }, short),
      ),
  ];
}

function firstOf(responses: readonly Response[], statuses: readonly number[]): Response[] {
  const found = firstDocumented(responses, statuses);
  return found ? [found] : [];
}

function parameterRefusals(documented: Documented, answers: readonly Response[]): Request[] {
  const { parameters, responses } = documented;
  return parameters.flatMap((parameter) => {
    // A path that leads nowhere may be just that.
    const gone =
      parameter.in === 'path' && answers.length > 0
        ? responses.filter((response) => response.range === undefined && response.status === 404)
        : [];
    const allowed = [...answers, ...gone.filter((response) => !answers.includes(response))];
    const what = `the ${parameter.in === 'header' ? 'header' : `${parameter.in} parameter`} ${parameter.name}`;
    const missing =
      parameter.required && parameter.in !== 'path' && parameter.values.length > 0
        ? refusal(documented, `refuses a request without ${what}`, changed(documented, parameter, []), allowed)
        : [];
    return [
      ...missing,
      ...parameterBreaks(parameter).flatMap(({ words, value }) =>
        refusal(documented, `refuses ${what} ${words}`, changed(documented, parameter, valuesOf(value)), allowed),
      ),
    ];
  });
}

/** The breaks of a parameter that survive being written into a URL or a header. */
function parameterBreaks(parameter: Parameter): Break[] {
  const { schema, example: written } = parameter;
  if (!schema || written === undefined) return [];
  return breaksOf(schema, written).flatMap(({ words, value }): Break[] => {
    if (typeof value === 'object' && !Array.isArray(value))
      return typeof written === 'string' ? [] : [{ words, value: 'not what it should be' }];
    if (Array.isArray(value) && (value.length === 0 || !Array.isArray(written))) return [];
    // An empty segment is another path, and an empty value in a URL is none.
    return value === '' ? [] : [{ words, value }];
  });
}

function changed({ request }: Documented, parameter: Parameter, values: readonly string[]): Partial<Request> {
  const { name } = parameter;
  const put = (all: readonly NamedValue[], same: (other: string) => boolean): NamedValue[] => [
    ...all.filter((each) => !same(each.name)),
    ...values.map((value) => ({ name, value })),
  ];
  switch (parameter.in) {
    case 'path':
      return { broken: 'parameters', pathValues: { ...request.pathValues, [name]: values[0] ?? '' } };
    case 'query':
      return { broken: 'parameters', query: put(request.query, (other) => other === name) };
    case 'header':
      return { broken: 'parameters', headers: put(request.headers, (other) => other.toLowerCase() === name.toLowerCase()) };
  }
}

function bodyRefusals(documented: Documented, answers: readonly Response[]): Request[] {
  const { request, body } = documented;
  const example = request.body;
  if (!body || !example) return [];
  const what = 'a body';
  const missing = body.required
    ? refusal(documented, `refuses a request without ${what}`, { broken: 'body', body: undefined }, answers)
    : [];
  if (!body.schema || example.kind !== 'json') return missing;
  const broken = (value: Json): RequestBody => ({ ...example, value });
  return [
    ...missing,
    ...breaksOf(body.schema, example.value).flatMap(({ words, value }) =>
      refusal(documented, `refuses ${what} ${words}`, { broken: 'body', body: broken(value) }, answers),
    ),
  ];
}

/** One request that has to be refused; none when nothing says how. */
function refusal(
  { request, responses, spec }: Documented,
  name: string,
  changes: Partial<Request>,
  answers: readonly Response[],
): Request[] {
  const [first] = answers;
  if (!first) return [];
  return [
    {
      ...request,
      ...changes,
      kind: 'refusal',
      identity: [spec.id, 'refusal', name],
      name,
      description: undefined,
      expected: first,
      checks: [
        { kind: 'refusal', name: 'is refused as documented', answers, others: othersThan(answers, responses), origin: first.origin },
      ],
    },
  ];
}

/** The statuses that mean something else than these answers, which may be documented for a range. */
function othersThan(answers: readonly Response[], responses: readonly Response[]): number[] {
  if (answers.every((answer) => answer.range === undefined)) return [];
  const exact = (all: readonly Response[]) => all.filter((response) => response.range === undefined).map((response) => response.status);
  return exact(responses).filter((status) => !exact(answers).includes(status));
}
