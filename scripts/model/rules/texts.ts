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

/** Every text of an API that a request is made of, with its place: addresses, auth, parameters, headers, bodies. */
export function sentTexts(spec: Spec, places: Places): Text[] {
  const texts: Text[] = [];
  /** The texts in one member, however deep. */
  const take = (holder: object, key: string): void => {
    const value = (holder as Record<string, unknown>)[key];
    if (typeof value === 'string' || typeof value === 'number') texts.push({ text: String(value), key, span: places.value(holder, key) });
    else if (typeof value === 'object' && value !== null) for (const inner of Object.keys(value)) take(value, inner);
  };
  const takeAll = (holder: object | undefined, ...keys: string[]): void => {
    for (const key of keys) if (holder) take(holder, key);
  };
  const takeParameters = (parameters: object | undefined): void => {
    for (const map of Object.values(parameters ?? {}) as object[]) {
      for (const [name, value] of Object.entries(map)) {
        if (!isObject(value)) take(map, name);
        else if (typeof value['example'] === 'string' || typeof value['example'] === 'number')
          texts.push({ text: String(value['example']), key: name, span: places.value(value, 'example') });
        else take(value, 'example');
      }
    }
  };

  const api = spec.api?.spec;
  takeAll(api, 'baseUrl');
  takeAll(api?.auth, 'tokenUrl', 'clientId', 'clientSecret', 'scope', 'audience', 'parameters', 'headers');
  takeAll(api?.defaults, 'headers');
  for (const endpoint of spec.endpoints.flatMap((file) => file.spec.endpoints)) {
    takeAll(endpoint, 'baseUrl', 'path');
    takeParameters(endpoint.parameters);
    takeAll(endpoint.body, 'example', 'files');
    for (const each of endpoint.cases ?? []) {
      takeParameters(each.parameters);
      takeAll(each, 'body');
    }
  }
  return texts;
}
