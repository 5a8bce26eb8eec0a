import type { ExpectationSpec, RefusalsSpec } from '../../language/definition.ts';
import type { Context } from '../context.ts';
import type { Documented } from '../documented.ts';
import type { Auth, Request, Response } from '../model.ts';
import { resolveExpect } from '../resolve-expect.ts';
import { firstDocumented } from '../status.ts';
import { bodyRefusals } from './body-refusals.ts';
import { parameterRefusals } from './parameter-refusals.ts';
import { refusal } from './refusal.ts';
import { type OfSort, spread } from './spread.ts';

/** No endpoint gets more refusals than this, unless it says so: the first ones of each constraint are the telling ones. */
const most = 200;

/** The statuses by which a server says that a request is not what it documents. */
const invalid = [400, 422];

/** What an endpoint has to refuse. */
export interface Refusals {
  readonly refusals: readonly Request[];
  /** Those beyond the most that the endpoint gets. */
  readonly refusalsLeftOut: readonly Request[];
  /** Whether it takes what could be bad, and documents no answer by which a refusal could be told: then none is tried. */
  readonly refusesUnsaid: boolean;
}

/**
 * The requests that an endpoint has to refuse, made from what it documents: without a token and with one that is none,
 * and with each parameter and the body broken in one way at a time. They are made only where the endpoint documents how it
 * refuses: that it refuses at all would otherwise be our invention.
 * @param taken further requests that the endpoint is to accept: their bodies may have what the documented one has not
 */
export function refusalsOf(
  documented: Documented,
  auth: Auth | undefined,
  settings: RefusalsSpec | undefined,
  taken: readonly Request[],
  context: Context,
): Refusals {
  if (settings === 'off') return { refusals: [], refusalsLeftOut: [], refusesUnsaid: false };
  const { security = 'on', parameters = 'on', body = 'on' } = settings ?? {};
  const toParameters = answersOf(parameters, invalid, documented, context);
  const toBody = answersOf(body, invalid, documented, context);
  const requests = [
    ...(security === 'off' || !auth ? [] : securityRefusals(documented, auth, security, context)),
    ...(parameters === 'off' ? [] : parameterRefusals(documented, toParameters)),
    ...(body === 'off' ? [] : bodyRefusals(documented, taken, toBody)),
  ];
  const { kept, leftOut } = spread(requests, settings?.most ?? most);
  const takesParameters = parameters !== 'off' && documented.parameters.some((parameter) => parameter.schema);
  const takesBody = body !== 'off' && documented.body !== undefined;
  return {
    refusals: kept,
    refusalsLeftOut: leftOut,
    refusesUnsaid: (takesParameters && toParameters.length === 0) || (takesBody && toBody.length === 0),
  };
}

type Setting = 'on' | { readonly expect: number | ExpectationSpec | readonly (number | ExpectationSpec)[] };

/**
 * The answers that count as a refusal: those that the author names, else the documented ones among `statuses`.
 * @param holder what `expect` was written in
 */
function answersOf(
  setting: Setting | 'off',
  statuses: readonly number[],
  documented: Documented,
  context: Context,
  holder: object = Object(setting),
): Response[] {
  const { responses, spec } = documented;
  if (typeof setting === 'string') {
    const exact = responses.filter((response) => response.range === undefined && statuses.includes(response.status));
    return exact.length > 0 ? exact : firstOf(responses, statuses);
  }
  const listed = Array.isArray(setting.expect) ? setting.expect : [setting.expect];
  const whole = context.places.isWhole(spec.responses);
  return listed.flatMap((expect: number | ExpectationSpec) => resolveExpect(expect, holder, responses, whole, context)?.response ?? []);
}

type Security = Exclude<Exclude<RefusalsSpec, 'off'>['security'], 'off' | undefined>;

function securityRefusals(documented: Documented, auth: Auth, settings: Security, context: Context): OfSort<Request>[] {
  const { request, responses, spec } = documented;
  if (request.auth !== 'token') return [];
  const each = settings === 'on' ? {} : settings;
  const { expect } = each;
  const whole = expect === undefined ? [] : answersOf({ expect }, [], documented, context, each);
  // A dead or missing token is one thing to most servers; what is documented first says which.
  const dead = firstOf(responses, [401, ...auth.refreshOn, 403]);
  const short = firstOf(responses, [403, 401]);
  const refuser = (own: Setting | 'off' | undefined, usual = dead) => {
    const named = own === undefined ? whole : answersOf(own, [], documented, context);
    const answers = own === 'off' ? [] : named.length > 0 ? named : usual;
    return (name: string, changes: Partial<Request>) => refusal(documented, name, { sort: name }, changes, answers);
  };
  const [noToken, badToken, noScope] = [refuser(each.noToken), refuser(each.badToken), refuser(each.scope, short)];
  return [
    ...noToken('refuses a request without a token', { broken: 'credentials', auth: 'none' }),
    ...badToken('refuses a token that is none', { broken: 'credentials', auth: { token: 'not-a-token' }, probe: true }),
    ...(auth.expiredToken === undefined
      ? []
      : badToken('refuses an expired token', { broken: 'credentials', auth: { token: auth.expiredToken }, probe: true })),
    // Asked for without any scope, a server may grant all of them.
    ...(spec.scopes ?? [])
      .filter((scope) => auth.scope.length > 1 && auth.scope.includes(scope))
      .flatMap((scope) => noScope(`refuses a token without the scope ${scope}`, { broken: 'scope', auth: { without: scope } })),
  ];
}

function firstOf(responses: readonly Response[], statuses: readonly number[]): Response[] {
  const found = firstDocumented(responses, statuses);
  return found ? [found] : [];
}
