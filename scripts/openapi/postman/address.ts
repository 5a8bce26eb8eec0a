import { camel } from '../names.ts';
import type { Field, PostmanRequest } from './collection.ts';
import type { Variables } from './names.ts';

/** The address of a request in its parts. */
export interface Address {
  /** What comes before the path: `https://host` or `{{variable}}`. */
  readonly origin: string;
  /** The segments of the path, as a spec writes them: `{name}` for what varies. */
  readonly segments: readonly string[];
  /** The names in the path, each with what the collection says of it. */
  readonly path: ReadonlyMap<string, Field | undefined>;
  readonly query: readonly Field[];
}

/** Takes the address of a request apart. A name and password in it are left out. */
export function readAddress({ url }: PostmanRequest, variables: Variables): Address {
  const [whole = ''] = url.raw.split('#');
  const [before = '', ...asked] = whole.split('?');
  const match = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/]*)(.*)$/is.exec(before);
  const host = (match?.[2] ?? '').replace(/^[^@]*@/, '');
  // Without a scheme, Postman sends to http; a variable may well hold one.
  const scheme = match?.[1] ?? (host.startsWith('{{') ? undefined : 'http');
  const path = new Map<string, Field | undefined>();
  const segments = (match?.[3] ?? '')
    .split('/')
    .slice(1)
    .map((segment) => {
      const given = /^:([^\s/]+)$/.exec(segment)?.[1];
      if (given === undefined) return literal(variables.sent(decoded(segment), 'a path'));
      const name = /^[A-Za-z_][A-Za-z0-9_-]*$/.test(given) ? given : camel(given);
      path.set(
        name,
        url.variables.find(({ key }) => key === given),
      );
      return `{${name}}`;
    });
  const query = url.query.length > 0 ? url.query : fieldsOf(asked.join('?'));
  return { origin: variables.sent(scheme === undefined ? host : `${scheme}://${host}`, 'an address'), segments, path, query };
}

/** A segment that says nothing but itself. */
function literal(segment: string): string {
  return segment
    .split(/(\{\{[^{}]*\}\})/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/[{}?#\s]|^:/g, (character) => encodeURIComponent(character))))
    .join('');
}

function fieldsOf(text: string): Field[] {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [key = '', ...value] = pair.split('=');
      return {
        key: decoded(key),
        value: decoded(value.join('=')),
        description: undefined,
        disabled: false,
        type: undefined,
        src: undefined,
      };
    });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The segments that all paths begin with and that say nothing of a single one; each keeps at least one of its own. */
export function commonSegments(paths: readonly (readonly string[])[]): readonly string[] {
  const [first = []] = paths;
  let count = 0;
  while (paths.every((path) => path.length > count + 1 && path[count] === first[count] && !/[{}]/.test(first[count] ?? '{'))) count++;
  return first.slice(0, count);
}
