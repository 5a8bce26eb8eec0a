import { documentedAnswer, hasNoBody } from '../mock/documented-answer.ts';
import type { Variables } from '../mock/template.ts';
import type { Api, NamedValue, Request, Response, ResponseHeader } from '../model/model.ts';
import { statusName } from '../model/status.ts';
import type { Planned } from '../postman/plan.ts';
import { rootParts } from '../schema/parts.ts';
import { findingsOfValues } from '../schema/read-values.ts';
import { breachOf } from './body-contract.ts';
import type { Changes, Mutant, Variation } from './changes.ts';
import { readJson } from './read-json.ts';
import type { BreakClass, Gap } from './result.ts';
import type { SeenAnswer } from './stand-in.ts';
import { wrongValues } from './wrong-values.ts';

/** The statuses that a server may answer with unasked: of those that are not documented each is a mutant. */
const usual = [200, 201, 202, 204, 301, 400, 401, 403, 404, 409, 415, 418, 422, 429, 500, 502, 503];

/** The statuses that are right for a request: one, unless a check names several. */
export function rightStatuses({ checks, expected }: Request): readonly number[] {
  const named = checks.flatMap((check): number[] => {
    if (check.kind === 'status') return statusesOf(check);
    if (check.kind === 'refusal') return check.answers.flatMap(statusesOf).filter((status) => !check.others.includes(status));
    // Any 4xx refuses a token.
    return check.kind === 'tokenRefusal' ? hundred(400) : [];
  });
  return named.length > 0 ? named : [expected.status];
}

function statusesOf({ status, range }: Pick<Response, 'status' | 'range'>): number[] {
  return range === undefined ? [status] : hundred(Math.floor(status / 100) * 100);
}

function hundred(first: number): number[] {
  return Array.from({ length: 100 }, (_, i) => first + i);
}

/** Changes everything of an answer but the inside of its body: status, headers, the body as a whole, and how long it takes. */
export function breakAnswer(planned: Planned, right: SeenAnswer, variables: Variables, api: Api): Changes {
  const { request } = planned;
  const all = [
    breakStatus(planned, right, variables),
    breakContentType(request, right),
    ...request.expected.headers.map((header) => breakHeader(header, right)),
    breakWholeBody(planned, right, variables),
    breakTime(request, right),
    replaceToken(request, right, api),
  ];
  const loud = (name: string) => name.replace(/[a-z]/g, (letter) => letter.toUpperCase());
  const variations: Variation[] = [
    {
      what: 'header names in capitals',
      answers: [{ ...right, headers: right.headers.map(({ name, value }) => ({ name: loud(name), value })) }],
    },
    {
      what: 'further headers',
      answers: [
        {
          ...right,
          headers: [...right.headers, { name: 'X-Further', value: 'one' }, { name: 'Date', value: 'Thu, 01 Jan 2026 00:00:00 GMT' }],
        },
      ],
    },
  ];
  return {
    mutants: all.flatMap((each) => each.mutants ?? []),
    variations: [...variations, ...all.flatMap((each) => each.variations ?? [])],
    gaps: all.flatMap((each) => each.gaps ?? []),
  };
}

function breakStatus({ request, endpoint }: Planned, right: SeenAnswer, variables: Variables): Partial<Changes> {
  const accepted = rightStatuses(request);
  const acceptedText = accepted.length > 9 ? `${accepted[0]} to ${accepted.at(-1)}` : accepted.join(' or ');
  const span = request.checks.find((check) => check.kind === 'status')?.origin ?? request.origin;
  const mutant = (kind: BreakClass, what: string, answer: SeenAnswer): Mutant => ({
    class: kind,
    what,
    answer,
    constraint: { text: `documented, and not noticed: the status is ${acceptedText}`, span },
  });
  const mutants: Mutant[] = [];
  for (const response of endpoint.responses.filter(({ status }) => !accepted.includes(status)))
    mutants.push(
      mutant('status', `the documented answer ${statusName(response)}`, {
        ...documentedAnswerOf(response, variables),
        responseTime: right.responseTime,
      }),
    );
  for (const status of usual.filter((each) => !accepted.includes(each) && each !== right.status))
    mutants.push(mutant('status', `status ${status}, the rest as it was`, { ...right, status, body: hasNoBody(status) ? '' : right.body }));
  const happy = endpoint.request.expected;
  if (right.status >= 400 && happy.status < 400 && !accepted.includes(happy.status)) {
    const kind = right.status === 401 || right.status === 403 ? 'security off' : 'refusal accepted';
    const answer = { ...documentedAnswerOf(happy, variables), responseTime: right.responseTime };
    mutants.push(mutant(kind, `answered with ${happy.status} as if all were well`, answer));
  }
  return { mutants };
}

function documentedAnswerOf(response: Response, variables: Variables): Omit<SeenAnswer, 'responseTime'> {
  const { status, headers, body } = documentedAnswer(response, variables);
  return { status, headers, body: body.toString() };
}

function breakContentType({ checks, expected }: Request, right: SeenAnswer): Partial<Changes> {
  const { contentType } = expected;
  const check = checks.find((each) => each.kind === 'contentType');
  if (contentType === undefined || right.body === '') return {};
  const span = check?.origin ?? expected.origin;
  const constraint = { text: `documented, and not noticed: the content type is ${contentType}`, span };
  const mutant = (what: string, value: string | undefined): Mutant => ({
    class: 'content type',
    what,
    answer: { ...right, headers: withHeader(right.headers, 'Content-Type', value) },
    constraint,
  });
  const variation = (what: string, value: string): Variation => ({
    what,
    answers: [{ ...right, headers: withHeader(right.headers, 'Content-Type', value) }],
  });
  const type = contentType.replace(/;.*$/s, '').trim();
  const charset = /;\s*charset\s*=\s*"?([^;"]+)"?/i.exec(contentType)?.[1];
  const other = type.toLowerCase() === 'text/html' ? 'application/json' : 'text/html';
  const mutants = [
    mutant('no content type', undefined),
    mutant('an empty content type', ''),
    mutant(`content type ${other}`, other),
    mutant('a content type that only begins like it', `${type}x`),
  ];
  const variations = [variation('the content type in capitals', contentType.toUpperCase())];
  if (charset === undefined) {
    variations.push(
      variation('a charset', `${contentType}; charset=utf-8`),
      variation('a quoted charset', `${contentType}; charset="utf-8"`),
      variation('a charset without a space', `${contentType};charset=UTF-8`),
    );
  } else {
    const rest = contentType.replace(/;\s*charset\s*=\s*"?[^;"]+"?/i, '');
    mutants.push(mutant('another charset', `${rest}; charset=iso-8859-15`), mutant('no charset', rest));
    variations.push(
      variation('a quoted charset', `${rest}; charset="${charset}"`),
      variation('the charset in capitals', `${rest};CHARSET=${charset.toUpperCase()}`),
    );
  }
  return { mutants, variations };
}

function breakHeader(header: ResponseHeader, right: SeenAnswer): Partial<Changes> {
  const { name, required, schema, origin } = header;
  const value = right.headers.find((each) => each.name.toLowerCase() === name.toLowerCase())?.value;
  const mutant = (what: string, other: string | undefined, text: string): Mutant => ({
    class: 'header',
    what,
    answer: { ...right, headers: withHeader(right.headers, name, other) },
    constraint: { text, span: origin },
  });
  const noticed = (text: string) => `documented, and not noticed: ${text}`;
  const mutants: Mutant[] = [];
  const variations: Variation[] = [];
  if (required && value !== undefined) mutants.push(mutant(`${name} is left out`, undefined, noticed(`the header ${name} is required`)));
  else if (value !== undefined)
    variations.push({ what: `${name} is left out`, answers: [{ ...right, headers: withHeader(right.headers, name, undefined) }] });

  const candidates = ['', 'not as documented: §', `${value ?? ''}-x`, '-1', '1.5', '99999999999', 'x'].filter((each) => each !== value);
  if (!schema) {
    // Any value will do, an empty one too.
    if (value !== undefined) mutants.push(mutant(`${name} is empty`, '', `give the header ${name} a schema`));
    return { mutants, variations };
  }
  const wrong = candidates.filter((each) => findingsOfValues([each], schema, true).length > 0);
  for (const other of wrong) {
    const what = other === '' ? 'is empty' : `is ${JSON.stringify(other)}`;
    mutants.push(mutant(`${name} ${what}`, other, noticed(`the header ${name} has a schema`)));
  }
  const gaps: Gap[] = wrong.length > 0 ? [] : [{ kind: 'text of any form', text: `any text is accepted (header ${name})`, span: origin }];
  return { mutants, variations, gaps };
}

function breakWholeBody({ request, endpoint }: Planned, right: SeenAnswer, variables: Variables): Partial<Changes> {
  const { expected } = request;
  if (expected.readAs === 'none')
    return hasNoBody(expected.status) ? {} : { gaps: [{ kind: 'body not looked at', text: 'readAs is none', span: expected.origin }] };
  if (right.body === '') return {};
  const bodies: [string, string][] = [
    ['the body is empty', ''],
    ['the body is cut off', right.body.slice(0, Math.ceil(right.body.length / 2))],
    ['the body is an HTML page', '<!doctype html><title>Service unavailable</title>'],
    ['the body is another JSON value', '[null]'],
  ];
  if (expected.readAs === 'text') {
    const keywords = expected.schemas.flatMap((schema) => rootParts(schema, right.body)).map((part) => part.schema);
    for (const { what, value } of wrongValues(right.body, keywords))
      if (typeof value === 'string') bodies.push([`the body ${what}`, value]);
  }
  const others = endpoint.responses.filter((response) => response.status !== right.status && response.example !== undefined);
  const mutants: Mutant[] = [];
  const gaps: Gap[] = [];
  const mutate = (what: string, body: string): boolean => {
    const breach = breachOf(request, body, variables);
    if (!breach || body === right.body) return false;
    mutants.push({
      class: 'body',
      what,
      answer: { ...right, body },
      constraint: { text: `documented, and not noticed: ${breach.text}`, span: breach.span },
    });
    return true;
  };
  const missed = bodies.filter(([what, body]) => !mutate(what, body));
  if (missed.length === bodies.length) gaps.push({ kind: 'text of any form', text: 'any body is accepted', span: expected.origin });
  for (const response of others) {
    const { body } = documentedAnswerOf(response, variables);
    if (mutate(`the body is that of the answer ${statusName(response)}`, body) || body === right.body) continue;
    gaps.push({
      kind: 'answers alike',
      text: `the body of ${statusName(response)} is right for ${statusName(expected)} too`,
      span: expected.origin,
    });
  }
  const variations: Variation[] = [];
  if (expected.readAs === 'json' && readJson(right.body) !== undefined)
    variations.push({
      what: 'white space between the parts of the body',
      answers: [{ ...right, body: `\r\n${JSON.stringify(JSON.parse(right.body), null, '\t')}\n` }],
    });
  return { mutants, variations, gaps };
}

function breakTime({ checks }: Request, right: SeenAnswer): Partial<Changes> {
  const limits = checks.flatMap((check) => (check.kind === 'time' ? [check] : []));
  return {
    mutants: limits.map(({ milliseconds, origin }) => ({
      class: 'slow answer',
      what: `answered after ${milliseconds + 1} ms`,
      answer: { ...right, responseTime: milliseconds + 1 },
      constraint: { text: `documented, and not noticed: an answer within ${milliseconds} ms`, span: origin },
    })),
    variations: limits.map(({ milliseconds }) => ({
      what: `answered after ${milliseconds} ms`,
      answers: [{ ...right, responseTime: milliseconds }],
    })),
  };
}

/** A token that is revoked between two requests is replaced, and nobody has to know. */
function replaceToken(request: Request, right: SeenAnswer, { auth }: Api): Partial<Changes> {
  if (!auth || request.auth !== 'token' || rightStatuses(request).some((status) => auth.refreshOn.includes(status))) return {};
  return {
    variations: auth.refreshOn.map((status) => ({
      what: `status ${status} for a token that was revoked`,
      answers: [{ ...right, status, headers: [], body: '' }, right],
    })),
  };
}

function withHeader(headers: readonly NamedValue[], name: string, value: string | undefined): NamedValue[] {
  const others = headers.filter((each) => each.name.toLowerCase() !== name.toLowerCase());
  return value === undefined ? others : [...others, { name, value }];
}
