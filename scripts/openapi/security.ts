import { isObject, type Json } from '../source/json.ts';
import { reservedVariables } from '../source/reserved-variables.ts';
import { namesSecret } from '../source/secrets.ts';
import type { Described, Operation, Requirement, Scheme } from './described.ts';
import { camel } from './names.ts';
import type { Notes } from './notes.ts';

/** What an operation sends to show who is asking. */
export interface Credentials {
  /** Whether it sends the access token of the API. */
  readonly token: boolean;
  readonly scopes: readonly string[];
  /** Whether the document lets requests do without any of it. */
  readonly isOptional: boolean;
  /** Values from the environment, by where they go. */
  readonly values: readonly {
    readonly in: 'header' | 'query' | 'cookie';
    readonly name: string;
    readonly value: string;
    readonly from: Scheme['node'];
  }[];
}

/** A secret that an environment has to have. */
export interface NeededSecret {
  readonly name: string;
  readonly description: string;
}

/** What the spec itself calls its variables, besides those that collections use. */
const reserved = new Set([...reservedVariables, 'baseUrl', 'tokenUrl', 'clientId', 'clientSecret']);

/** Decides how each operation shows who is asking, and what the environments need for that. */
export class Security {
  readonly #described: Described;
  readonly #notes: Notes;
  readonly secrets = new Map<string, NeededSecret>();
  /** The scheme by which the collection gets its tokens, and the scopes that any operation needs. */
  token: (Scheme & { kind: 'token' }) | undefined;
  readonly scopes = new Set<string>();

  constructor(described: Described, notes: Notes) {
    this.#described = described;
    this.#notes = notes;
  }

  of(operation: Operation): Credentials {
    const alternatives = operation.security ?? [];
    const chosen = this.#choose(alternatives);
    for (const other of alternatives)
      if (other !== chosen && other.schemes.size > 0) this.#notes.add('security', other.node, namesOf(other));
    const values: Credentials['values'][number][] = [];
    const scopes: string[] = [];
    let token = false;
    const taken = new Set<string>();
    for (const [name, needed] of chosen?.schemes ?? []) {
      const scheme = this.#described.schemes.get(name);
      const place = scheme && placeOf(scheme);
      if (place !== undefined && taken.has(place)) {
        this.#notes.add('security', chosen?.node ?? operation.node, `${name}: a second value for the ${place}`);
        continue;
      }
      if (place !== undefined) taken.add(place);
      if (!scheme || scheme.kind === 'unsupported') {
        if (chosen)
          this.#notes.add('security', scheme?.node ?? chosen.node, scheme ? `${name}: ${scheme.reason}` : `${name} is not described`);
      } else if (scheme.kind === 'token' && (this.token === undefined || this.token === scheme)) {
        this.token = scheme;
        token = true;
        scopes.push(...needed);
        for (const scope of needed) this.scopes.add(scope);
      } else values.push(this.#value(name, scheme));
    }
    return { token, scopes, values, isOptional: alternatives.some(({ schemes }) => schemes.size === 0) };
  }

  /** A value that is sent, with variables of the environment where it holds secrets: what is called like one has no value in a spec. */
  withoutSecrets(value: Json, name = ''): Json {
    if (Array.isArray(value)) return value.map((item: Json) => this.withoutSecrets(item, name));
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, this.withoutSecrets(member, key)]));
    const isText = typeof value === 'string' || typeof value === 'number';
    if (!isText || value === '' || !namesSecret(name)) return value;
    const plain = camel(name);
    const variable = reserved.has(plain) ? `${plain}Value` : plain;
    if (!this.secrets.has(variable)) this.secrets.set(variable, { name: variable, description: `What requests send as ${name}.` });
    return `{{${variable}}}`;
  }

  /** Whether two schemes would have to stand in the same place, such as two values of `Authorization`. */
  #clashes({ schemes }: Requirement): boolean {
    const places = [...schemes.keys()].flatMap((name) => {
      const scheme = this.#described.schemes.get(name);
      return (scheme && placeOf(scheme)) ?? [];
    });
    return new Set(places).size < places.length;
  }

  /** The alternative with the API's own tokens, else one of which everything can be sent, else the first. */
  #choose(alternatives: readonly Requirement[]): Requirement | undefined {
    const kinds = (requirement: Requirement) =>
      [...requirement.schemes.keys()].map((name) => this.#described.schemes.get(name)?.kind ?? 'unsupported');
    const supported = alternatives.filter((each) => each.schemes.size > 0 && !kinds(each).includes('unsupported'));
    const atOnce = supported.filter((each) => !this.#clashes(each));
    const usable = atOnce.length > 0 ? atOnce : supported;
    return usable.find((each) => kinds(each).includes('token')) ?? usable[0] ?? alternatives[0];
  }

  #value(name: string, scheme: Exclude<Scheme, { kind: 'unsupported' }>): Credentials['values'][number] {
    const variable = this.#secret(name, scheme);
    const value = `{{${variable}}}`;
    if (scheme.kind === 'key') return { in: scheme.in, name: scheme.name, value, from: scheme.node };
    return { in: 'header', name: 'Authorization', value: `${scheme.kind === 'basic' ? 'Basic' : 'Bearer'} ${value}`, from: scheme.node };
  }

  #secret(name: string, scheme: Exclude<Scheme, { kind: 'unsupported' }>): string {
    const plain = camel(name);
    const variable = reserved.has(plain) ? `${plain}Value` : plain;
    if (!this.secrets.has(variable)) {
      if ((scheme.kind === 'bearer' || scheme.kind === 'basic') && scheme.flow !== undefined)
        this.#notes.add('flow', scheme.node, `${name}: ${scheme.flow}`);
      if (scheme.kind === 'token') this.#notes.add('security', scheme.node, `${name}: a second way to get tokens`);
      this.secrets.set(variable, { name: variable, description: describe(scheme) });
    }
    return variable;
  }
}

/** The headers that every operation sends alike, so that the API can say them once. */
export function sharedHeaders(credentials: ReadonlyMap<Operation, Credentials>): Credentials['values'] {
  const [first, ...others] = [...credentials.values()];
  if (!first || others.length === 0) return [];
  const described = new Set([...credentials.keys()].flatMap(({ parameters }) => parameters.map(({ name }) => name.toLowerCase())));
  return first.values.filter(
    (value) =>
      value.in === 'header' &&
      // An operation that describes the header as a parameter too keeps what it says.
      (value.name === 'Authorization' || !described.has(value.name.toLowerCase())) &&
      others.every(({ values }) => values.some((other) => isSame(other, value))),
  );
}

/** What an operation sends besides the values that all send. */
export function without(credentials: Credentials, shared: Credentials['values']): Credentials {
  return { ...credentials, values: credentials.values.filter((value) => !shared.some((other) => isSame(other, value))) };
}

function isSame(a: Credentials['values'][number], b: Credentials['values'][number]): boolean {
  return a.in === b.in && a.name === b.name && a.value === b.value;
}

/** Where what a scheme sends stands in a request. */
function placeOf(scheme: Scheme): string | undefined {
  if (scheme.kind === 'unsupported') return undefined;
  return scheme.kind === 'key'
    ? `${scheme.in} ${scheme.in === 'header' ? scheme.name.toLowerCase() : scheme.name}`
    : 'header authorization';
}

function namesOf(requirement: Requirement): string {
  return [...requirement.schemes.keys()].join(' and ');
}

function describe(scheme: Scheme): string {
  const said = 'description' in scheme && scheme.description !== undefined ? ` ${scheme.description.split('\n')[0] ?? ''}` : '';
  if (scheme.kind === 'key')
    return `The key that goes into the ${scheme.in === 'query' ? 'query parameter' : scheme.in} ${scheme.name}.${said}`;
  if (scheme.kind === 'basic') return `Name and password, with a colon between them, in base64.${said}`;
  return `A token that you have obtained.${said}`;
}
