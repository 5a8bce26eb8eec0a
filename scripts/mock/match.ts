/**
 * Which of an endpoint's documented requests a received request is. A request of the spec says what every one of its
 * values is, so it is that request only when all of them are the same: another value is for the schemas to judge.
 */
import type { Endpoint, NamedValue, Request, RequestBody } from '../model/model.ts';
import { groupByName } from '../model/scalar.ts';
import { isObject, type Json } from '../source/json.ts';
import { mediaTypeOf, type ReceivedBody } from './received-body.ts';
import { hole, matchPattern, patternOf, type Variables } from './template.ts';

/** A received request, taken apart for comparing. */
export interface Received {
  /** Decoded, by the name of the path parameter. */
  readonly pathValues: ReadonlyMap<string, string>;
  /** The query without the token; twice when it holds a `+`, which is a space to some clients and a plus to others. */
  readonly queries: readonly (readonly NamedValue[])[];
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: ReceivedBody;
}

/**
 * The candidate that says most about this request: the more values it fixes, the better, a case before the documented
 * request, then the first.
 * @param candidates requests of `endpoint`
 * @returns undefined when none of them is this request
 */
export function bestMatch(
  candidates: readonly Request[],
  endpoint: Endpoint,
  received: Received,
  variables: Variables,
): Request | undefined {
  let best: { candidate: Request; score: number } | undefined;
  const ordered = [...candidates.filter(({ kind }) => kind === 'case'), ...candidates.filter(({ kind }) => kind !== 'case')];
  for (const candidate of ordered) {
    const score = scoreOf(candidate, endpoint, received, variables);
    if (score !== undefined && (best === undefined || score > best.score)) best = { candidate, score };
  }
  return best?.candidate;
}

/** How many values of the candidate leave nothing open; undefined when one of them differs. */
function scoreOf(candidate: Request, endpoint: Endpoint, received: Received, variables: Variables): number | undefined {
  const scores = [
    scorePath(candidate, received, variables),
    scoreQuery(candidate, endpoint, received, variables),
    scoreHeaders(candidate, endpoint, received, variables),
    scoreBody(candidate, endpoint, received.body, variables),
  ];
  let sum = 0;
  for (const score of scores) {
    if (score === undefined) return undefined;
    sum += score;
  }
  return sum;
}

function scorePath(candidate: Request, received: Received, variables: Variables): number | undefined {
  let sum = 0;
  for (const [name, template] of Object.entries(candidate.pathValues)) {
    const score = scoreText(template, received.pathValues.get(name), variables);
    if (score === undefined) return undefined;
    sum += score;
  }
  return sum;
}

/**
 * Every query parameter that the endpoint knows must be there with the same values, and must be away when the candidate
 * leaves it out; one that the endpoint never heard of is ignored, as servers do.
 */
function scoreQuery(candidate: Request, endpoint: Endpoint, received: Received, variables: Variables): number | undefined {
  const known = new Set(endpoint.parameters.filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name));
  for (const request of [endpoint.request, ...endpoint.cases, ...endpoint.steps]) for (const { name } of request.query) known.add(name);
  const own = groupByName(candidate.query);
  for (const query of received.queries) {
    const sent = groupByName(query);
    let sum: number | undefined = 0;
    for (const name of known) {
      const score = scoreList(own.get(name) ?? [], sent.get(name) ?? [], variables);
      if (score === undefined) sum = undefined;
      else if (sum !== undefined) sum += score;
    }
    if (sum !== undefined) return sum;
  }
  return undefined;
}

/**
 * A case is known by the headers that it sets otherwise than the documented request. The documented request is known by
 * the headers that the endpoint documents: when one is missing or has another value, the schemas have to look at it.
 */
function scoreHeaders(candidate: Request, endpoint: Endpoint, received: Received, variables: Variables): number | undefined {
  const own = headerGroups(candidate.headers);
  const documented = headerGroups(endpoint.request.headers);
  const isCase = candidate.kind === 'case';
  const names = isCase
    ? [...new Set([...own.keys(), ...documented.keys()])].filter((name) => own.get(name)?.join('\n') !== documented.get(name)?.join('\n'))
    : documentedNames(endpoint);
  let sum = 0;
  for (const name of names) {
    // The body compares the content type, since parameters such as a boundary do not count.
    if (name === 'content-type') continue;
    const wanted = own.get(name);
    const sent = received.headers.get(name);
    if (wanted === undefined && sent === undefined) {
      if (isCase) sum += 1;
      continue;
    }
    if (wanted === undefined || sent === undefined) return undefined;
    const score = scoreHeader(wanted.join(', '), sent.join(', '), variables);
    if (score === undefined) return undefined;
    if (isCase) sum += score;
  }
  return sum;
}

/** The headers that an endpoint documents; its cookies are one of them. */
function documentedNames({ parameters }: Endpoint): string[] {
  const names = parameters.flatMap((parameter) =>
    parameter.in === 'header' ? [parameter.name.toLowerCase()] : parameter.in === 'cookie' ? ['cookie'] : [],
  );
  return [...new Set(names)];
}

function headerGroups(headers: readonly NamedValue[]): Map<string, string[]> {
  return groupByName(headers, (name) => name.toLowerCase());
}

/** Node reads header bytes as Latin-1, and clients send UTF-8 when a value has other letters than ASCII. */
function scoreHeader(wanted: string, sent: string, variables: Variables): number | undefined {
  return scoreText(wanted.trim(), sent, variables) ?? scoreText(wanted.trim(), Buffer.from(sent, 'latin1').toString('utf8'), variables);
}

function scoreBody(candidate: Request, endpoint: Endpoint, body: ReceivedBody, variables: Variables): number | undefined {
  const own = candidate.body;
  if (own === undefined) {
    // A body that nothing in the endpoint speaks of says nothing.
    const silent =
      !endpoint.body && [endpoint.request, ...endpoint.cases, ...endpoint.steps].every((request) => request.body === undefined);
    return silent || body.empty ? 0 : undefined;
  }
  const header = candidate.headers.find(({ name }) => name.toLowerCase() === 'content-type');
  const mediaType = mediaTypeOf(header?.value ?? own.contentType);
  if (body.mediaType !== mediaType) return undefined;
  return scoreContent(own, body, variables);
}

function scoreContent(own: RequestBody, body: ReceivedBody, variables: Variables): number | undefined {
  switch (own.kind) {
    case 'json': {
      const json = body.json();
      if (!json || !equalsJson(own.value, json.value, variables)) return undefined;
      return isOpen(own.value, variables) ? 0 : 1;
    }
    case 'text':
      return scoreText(own.text, body.text(), variables);
    case 'urlencoded': {
      const form = body.form();
      return form && scoreFields(own.fields, form, variables);
    }
    case 'multipart': {
      if (!body.parts) return undefined;
      const fields = body.parts.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }]));
      // What is in the files is unknown: the mock reads no disk. Their names are compared.
      const files = body.parts.filter(({ value }) => value === undefined).map(({ name }) => name);
      const ownFiles = own.files.map(({ name }) => name);
      if (files.sort().join('\n') !== ownFiles.sort().join('\n')) return undefined;
      return scoreFields(own.fields, fields, variables);
    }
    case 'binary':
      return body.empty ? undefined : 0;
  }
}

function scoreFields(own: readonly NamedValue[], sent: readonly NamedValue[], variables: Variables): number | undefined {
  const wanted = groupByName(own);
  const there = groupByName(sent);
  let sum = 0;
  for (const name of new Set([...wanted.keys(), ...there.keys()])) {
    const score = scoreList(wanted.get(name) ?? [], there.get(name) ?? [], variables);
    if (score === undefined) return undefined;
    sum += score;
  }
  return sum;
}

function scoreList(wanted: readonly string[], sent: readonly string[], variables: Variables): number | undefined {
  if (wanted.length !== sent.length) return undefined;
  let sum = 0;
  for (const [i, template] of wanted.entries()) {
    const score = scoreText(template, sent[i], variables);
    if (score === undefined) return undefined;
    sum += score;
  }
  return sum;
}

/** 1 for the same text, 0 when only what the template leaves open differs, undefined for another text. */
function scoreText(template: string, sent: string | undefined, variables: Variables): number | undefined {
  if (sent === undefined) return undefined;
  const pattern = patternOf(template, variables);
  if (!matchPattern(pattern, sent)) return undefined;
  return pattern.includes(hole) ? 0 : 1;
}

/** Whether two JSON values are equal, members in any order, where the first may hold templates. As deep as the template. */
function equalsJson(template: Json, sent: Json | undefined, variables: Variables): boolean {
  if (typeof template === 'string') return typeof sent === 'string' && scoreText(template, sent, variables) !== undefined;
  if (Array.isArray(template)) {
    if (!Array.isArray(sent) || sent.length !== template.length) return false;
    return template.every((item: Json, i) => equalsJson(item, sent[i] as Json, variables));
  }
  if (!isObject(template)) return template === sent;
  if (!isObject(sent)) return false;
  const members = Object.entries(template);
  if (Object.keys(sent).length !== members.length) return false;
  return members.every(([name, value]) => Object.hasOwn(sent, name) && equalsJson(value, sent[name], variables));
}

function isOpen(template: Json, variables: Variables): boolean {
  if (typeof template === 'string') return patternOf(template, variables).includes(hole);
  if (Array.isArray(template)) return template.some((item: Json) => isOpen(item, variables));
  return isObject(template) && Object.values(template).some((member) => isOpen(member, variables));
}
