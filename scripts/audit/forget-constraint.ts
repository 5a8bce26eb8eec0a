import { documentedAnswer } from '../mock/documented-answer.ts';
import type { Received } from '../mock/match.ts';
import { validateRequest } from '../mock/validate-request.ts';
import type { Api, Endpoint, Request } from '../model/model.ts';
import { type Constraint, constraintsOf, withoutConstraint } from '../model/refusals/constraint.ts';
import { type Planned, planOf } from '../postman/plan.ts';
import type { CompiledSchema } from '../schema/compile.ts';
import { below } from '../schema/parts.ts';
import type { Span } from '../source/source-file.ts';
import { isRed } from './alarms.ts';
import type { Desk } from './desk.ts';
import type { Gap, Verdict } from './result.ts';
import type { SeenAnswer } from './stand-in.ts';

/** A server that forgets one thing that is documented of requests. */
interface Forgetful {
  /** Such as `minLength of /name in the body`. */
  readonly what: string;
  readonly endpoint: Endpoint;
  readonly broken: 'parameters' | 'body';
  readonly span: Span;
}

/**
 * Lets the mock forget one constraint of a request at a time, and answer as if all were well: some refusal has to notice.
 * A constraint that no request breaks alone is not counted; it is told.
 */
export function forgetConstraints(api: Api, desk: Desk): { verdicts: Verdict[]; gaps: Gap[] } {
  const verdicts: Verdict[] = [];
  const gaps: Gap[] = [];
  const plan = planOf(api, 'contract').flatMap((folder) => folder.requests);
  for (const endpoint of api.folders.flatMap((folder) => folder.endpoints)) {
    if (endpoint.refusesUnsaid)
      gaps.push({ kind: 'refusal not documented', text: 'document a 400 or 422, and bad requests are tried', span: endpoint.origin });
    const own = plan.filter((planned) => planned.endpoint === endpoint && !planned.flow);
    const arrived = new Map<Request, Received>();
    const isAccepted = (request: Request, server: Forgetful) => {
      const received = arrived.get(request) ?? desk.arrived(request);
      arrived.set(request, received);
      return request.broken === server.broken && validateRequest(server.endpoint, received).length === 0;
    };
    for (const server of forgetfulServers(endpoint, api)) {
      const accepted = own.filter(({ request }) => isAccepted(request, server));
      const constraint = { text: `documented, and not noticed when the server forgets it: ${server.what}`, span: server.span };
      const [first = own[0]] = accepted;
      if (!first) continue;
      const verdict = { planned: first, class: 'constraint forgotten', what: `forgets ${server.what}` } as const;
      if (accepted.length > 0) verdicts.push({ ...verdict, killed: accepted.some((planned) => isNoticed(planned, desk)), constraint });
      else if (endpoint.refusalsLeftOut.some((request) => isAccepted(request, server)))
        verdicts.push({
          ...verdict,
          killed: false,
          constraint: { ...constraint, text: `${constraint.text}; refusals.most leaves it out` },
        });
      else gaps.push({ kind: 'not broken alone', text: server.what, span: server.span });
    }
  }
  return { verdicts, gaps };
}

/** Whether a request that has to be refused, and is answered as if it were right, fails. */
function isNoticed(planned: Planned, desk: Desk): boolean {
  const item = desk.itemOf(planned);
  const { memory } = desk.standIn;
  const { status, headers, body } = documentedAnswer(planned.endpoint.request.expected, desk.standIn.variables());
  const answer: SeenAnswer = { status, headers, body: body.toString(), responseTime: 1 };
  const sent = desk.standIn.send(item, () => answer);
  desk.standIn.memory = memory;
  return isRed(sent);
}

function* forgetfulServers(endpoint: Endpoint, api: Api): Generator<Forgetful> {
  const tried = new Set([...endpoint.refusals, ...endpoint.refusalsLeftOut].map((request) => request.broken));
  const { parameters, body } = endpoint;
  for (const [i, parameter] of tried.has('parameters') ? parameters.entries() : []) {
    const { schema, name, origin, required } = parameter;
    const place = `${parameter.in === 'header' ? 'the header' : `the ${parameter.in} parameter`} ${name}`;
    const put = (other: Partial<typeof parameter>): Endpoint => ({
      ...endpoint,
      parameters: parameters.with(i, { ...parameter, ...other }),
    });
    if (required && parameter.in !== 'path')
      yield { what: `that ${place} is required`, endpoint: put({ required: false }), broken: 'parameters', span: origin };
    for (const constraint of schema ? constraintsOf(schema) : []) {
      const weaker = put({ schema: withoutConstraint(schema as CompiledSchema, constraint) });
      yield {
        what: `${describe(constraint)} of ${place}`,
        endpoint: weaker,
        broken: 'parameters',
        span: spanOf(schema as CompiledSchema, constraint, api) ?? origin,
      };
    }
  }
  if (!body || !tried.has('body')) return;
  const { schema, required, origin } = body;
  if (required)
    yield {
      what: 'that the body is required',
      endpoint: { ...endpoint, body: { ...body, required: false } },
      broken: 'body',
      span: origin,
    };
  for (const constraint of schema ? constraintsOf(schema) : []) {
    const weaker: Endpoint = { ...endpoint, body: { ...body, schema: withoutConstraint(schema as CompiledSchema, constraint) } };
    yield {
      what: `${describe(constraint)} of the body`,
      endpoint: weaker,
      broken: 'body',
      span: spanOf(schema as CompiledSchema, constraint, api) ?? origin,
    };
  }
}

/** `required "name" (#/properties/address)`. */
function describe({ location, keyword, part = [] }: Constraint): string {
  return `${[keyword, ...part.map((each) => JSON.stringify(each))].join(' ')} (${decodeURIComponent(location)})`;
}

function spanOf(schema: CompiledSchema, { location, keyword }: Constraint, api: Api): Span | undefined {
  return api.locate(schema, below(location, keyword)) ?? api.locate(schema, location);
}
