import type { Json } from '../source/json.ts';

/** The JSON value that a text holds; undefined when it holds none. */
export function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
