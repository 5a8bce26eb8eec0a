import type { Api, Endpoint } from '../model/model.ts';
import { pathOf } from './address.ts';
import { hole, matchPattern, type Pattern, patternOf, type Variables } from './template.ts';

/** One segment of a path: a pattern, and the name of the parameter that each of its holes stands for. */
interface Segment {
  readonly pattern: Pattern;
  readonly names: readonly string[];
}

export interface Route {
  readonly kind: 'token' | 'request';
  readonly endpoint: Endpoint;
  /** The template that the path is appended to. */
  readonly address: string;
  readonly method: string;
  /** For a person: `/api/orders/{orderId}`. */
  readonly path: string;
  /** The same for two routes that no request could tell apart. */
  readonly key: string;
  readonly segments: readonly Segment[];
}

/** What a request's path leads to. */
export type Destination =
  | { readonly route: Route; readonly pathValues: ReadonlyMap<string, string> }
  | { readonly route: undefined; readonly allowed: readonly string[] };

/**
 * Every route of an API, in the order of the model, the token endpoint first. Addresses count by their path alone: on the
 * mock they all have its host.
 */
export function routesOf(api: Api, variables: Variables): Route[] {
  const token = api.auth ? [routeTo('token', api.auth.token, api.auth.tokenUrl, '', variables)] : [];
  const endpoints = api.folders.flatMap((folder) => folder.endpoints);
  return [...token, ...endpoints.map((endpoint) => routeTo('request', endpoint, endpoint.baseUrl, endpoint.path, variables))];
}

function routeTo(kind: Route['kind'], endpoint: Endpoint, address: string, path: string, variables: Variables): Route {
  const base = pathOf(patternText(patternOf(address, variables))).replace(/\?.*$/s, '');
  const segments = segmentsOf(base, path, variables);
  const text = segments.map((segment) => `/${describeSegment(segment)}`).join('');
  const shape = segments.map((segment) => `/${segment.pattern.map((part) => (part === hole ? '{}' : encodeURIComponent(part))).join('')}`);
  return { kind, endpoint, address, method: endpoint.method, path: text, key: `${endpoint.method} ${shape.join('')}`, segments };
}

/** A pattern as text again, for the parts of an address that no variable fills. */
function patternText(pattern: Pattern): string {
  return pattern.map((part) => (part === hole ? '{{$any}}' : part)).join('');
}

function segmentsOf(base: string, path: string, variables: Variables): Segment[] {
  // The parameters are told from the text before variables are filled in: a value may hold braces of its own.
  const pieces: ({ text: string } | { name: string })[] = [{ text: base }];
  let end = 0;
  for (const match of path.matchAll(/\{\{[^{}]*\}\}|\{([^{}]+)\}/g)) {
    if (match[1] === undefined) continue;
    pieces.push({ text: path.slice(end, match.index) }, { name: match[1] });
    end = match.index + match[0].length;
  }
  pieces.push({ text: path.slice(end) });

  const segments: { pattern: (string | typeof hole)[]; names: string[] }[] = [{ pattern: [], names: [] }];
  const addHole = (name: string) => {
    segments.at(-1)?.pattern.push(hole);
    segments.at(-1)?.names.push(name);
  };
  for (const piece of pieces) {
    if ('name' in piece) {
      addHole(piece.name);
      continue;
    }
    for (const part of patternOf(piece.text, variables)) {
      if (part === hole) addHole('');
      else {
        const [first = '', ...others] = part.split('/');
        if (first !== '') segments.at(-1)?.pattern.push(decoded(first));
        for (const other of others) segments.push({ pattern: other === '' ? [] : [decoded(other)], names: [] });
      }
    }
  }
  // What stands before the first slash is empty; the root is one empty segment.
  const rest = segments.slice(1).map(({ pattern, names }) => ({ pattern: joined(pattern), names }));
  return rest.length === 0 ? [{ pattern: [], names: [] }] : rest;
}

/** Neighbouring texts as one, so that a segment without holes is one text. */
function joined(pattern: Pattern): Pattern {
  const parts: (string | typeof hole)[] = [];
  for (const part of pattern) {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  return parts;
}

function describeSegment({ pattern, names }: Segment): string {
  let next = 0;
  return pattern.map((part) => (part === hole ? `{${names[next++] || 'any'}}` : part)).join('');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Finds the route for a request: literal segments win over templated ones, from left to right.
 * @param path as it was sent, percent-encoded
 * @returns the route with the decoded values of its parameters; or the methods that the path is served for, none when it
 * is unknown; undefined when the path has a malformed percent sequence
 */
export function findRoute(routes: readonly Route[], method: string, path: string): Destination | undefined {
  const segments: string[] = [];
  try {
    // Split before decoding: %2F is part of a value.
    for (const segment of path.split('/').slice(1)) segments.push(decodeURIComponent(segment));
  } catch {
    return undefined;
  }
  let best: { route: Route; pathValues: Map<string, string>; rank: string } | undefined;
  const allowed: string[] = [];
  for (const route of routes) {
    const pathValues = matchSegments(route, segments);
    if (!pathValues) continue;
    if (!allowed.includes(route.method)) allowed.push(route.method);
    const rank = route.segments.map(rankOf).join('');
    if (route.method === method && (!best || rank < best.rank)) best = { route, pathValues, rank };
  }
  return best ? { route: best.route, pathValues: best.pathValues } : { route: undefined, allowed };
}

function matchSegments(route: Route, segments: readonly string[]): Map<string, string> | undefined {
  if (route.segments.length !== segments.length) return undefined;
  const values = new Map<string, string>();
  for (const [i, segment] of route.segments.entries()) {
    const found = matchPattern(segment.pattern, segments[i] ?? '', 1);
    if (!found) return undefined;
    for (const [j, value] of found.entries()) values.set(segment.names[j] ?? '', value);
  }
  return values;
}

/** The smaller, the more a segment says by itself. */
function rankOf({ pattern }: Segment): string {
  if (!pattern.includes(hole)) return '0';
  return pattern.length > 1 ? '1' : '2';
}
