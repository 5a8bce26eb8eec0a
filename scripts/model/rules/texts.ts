import type { StepSpec } from '../../language/definition.ts';
import type { Places } from '../../language/places.ts';
import type { Spec } from '../../language/read-spec.ts';
import { isObject } from '../../source/json.ts';
import type { Span } from '../../source/source-file.ts';

/** A text of a spec that reaches a request, with the key that holds it. */
export interface Text {
  readonly text: string;
  readonly key: string;
  readonly span: Span;
}

/** Every text that the requests of endpoints are made of, with its place: addresses, auth, parameters, headers, bodies. */
export function sentTexts(spec: Spec, places: Places): Text[] {
  const taker = new Taker(places);
  const api = spec.api?.spec;
  taker.members(api, 'baseUrl');
  taker.members(api?.auth, 'tokenUrl', 'clientId', 'clientSecret', 'scope', 'audience', 'expiredToken', 'parameters', 'headers');
  taker.members(api?.auth?.assertion, 'audience', 'keyId');
  taker.member(api?.auth?.assertion, 'key', 'privateKey');
  taker.members(api?.defaults, 'headers');
  for (const endpoint of spec.endpoints.flatMap((file) => file.spec.endpoints)) {
    taker.members(endpoint, 'baseUrl', 'path');
    taker.parameters(endpoint.parameters);
    taker.members(endpoint.body, 'example', 'files');
    taker.expectation(endpoint.expect);
    for (const each of endpoint.cases ?? []) taker.variation(each);
  }
  return taker.texts;
}

/** The same of one step of a flow, whose variables may come from the steps before it. */
export function stepTexts(step: StepSpec, places: Places): Text[] {
  const taker = new Taker(places);
  taker.variation(step);
  return taker.texts;
}

/** Takes texts out of specs, however deep they are. */
class Taker {
  readonly texts: Text[] = [];
  readonly #places: Places;

  constructor(places: Places) {
    this.#places = places;
  }

  members(holder: object | undefined, ...keys: string[]): void {
    for (const key of keys) if (holder) this.#take(holder, key, key);
  }

  /** The text of one member, called otherwise than its key. */
  member(holder: object | undefined, key: string, called: string): void {
    if (holder) this.#take(holder, key, called);
  }

  parameters(parameters: object | undefined): void {
    for (const map of Object.values(parameters ?? {}) as object[]) {
      for (const [name, value] of Object.entries(map)) {
        if (isObject(value)) this.#take(value, 'example', name);
        else this.#take(map, name, name);
      }
    }
  }

  variation(each: { readonly parameters?: object; readonly body?: unknown; readonly expect?: unknown }): void {
    this.parameters(each.parameters);
    this.members(each, 'body');
    this.expectation(each.expect);
  }

  expectation(expect: unknown): void {
    if (isObject(expect)) this.members(expect, 'equals');
  }

  #take(holder: object, key: string, called: string): void {
    const value = (holder as Record<string, unknown>)[key];
    if (typeof value === 'string' || typeof value === 'number')
      this.texts.push({ text: String(value), key: called, span: this.#places.value(holder, key) });
    else if (typeof value === 'object' && value !== null) for (const inner of Object.keys(value)) this.#take(value, inner, inner);
  }
}
