import { type Json, type JsonObject, setMember } from '../source/json.ts';
import { nameDefinitions, safeName } from './names.ts';
import type { Place } from './places.ts';
import type { Reached } from './reach.ts';
import type { References } from './registry.ts';
import { Writer } from './writer.ts';

/** The schema as it is embedded, and what each of its definitions was made from. */
export type Emitted = {
  readonly schema: Json;
  readonly keywords: readonly string[];
  readonly formats: readonly string[];
  /** Name under `$defs` → the place of the definition. */
  readonly definitions: ReadonlyMap<string, Place>;
  /** The place that a schema object in `schema` was made from. */
  readonly placeOf: (part: object) => Place | undefined;
  /** Whether it is made of definitions that are written in the same way for others. */
  readonly isPlain: boolean;
};

/**
 * Writes self-contained schemas. What a reference leads to becomes a definition under `$defs`, once, however often it is used; the rest
 * stays where it is. Nothing is expanded, so a result is as large as the schemas that are reached; and what several of them hold is one
 * object in all of them, as long as it is written in the same way.
 */
export class Emitter {
  readonly #shared = new Writer({ nameOf: safeName, targets: new Set(), dynamicAnchors: new Set() });

  emit(root: Place, references: References, reached: Reached): Emitted {
    const names = nameDefinitions(
      root,
      [...reached.targets].filter((place) => place !== root),
    );
    const plain = isPlain(root, names, reached);
    const writer = plain ? this.#shared : new Writer({ ...reached, nameOf: (place) => (place === root ? undefined : names.get(place)) });
    const whole = writer.written(root, references);
    const keywords = new Set(whole.keywords);
    const formats = new Set(whole.formats);
    const definitions: Record<string, Json> = {};
    for (const [place, name] of names) {
      const definition = writer.written(place, references);
      setMember(definitions, name, definition.schema);
      for (const keyword of definition.keywords) keywords.add(keyword);
      for (const format of definition.formats) formats.add(format);
    }
    const schema = names.size > 0 ? ({ ...(whole.schema as JsonObject), $defs: definitions } as Json) : whole.schema;
    return {
      schema,
      keywords: [...keywords].sort(),
      formats: [...formats].sort(),
      definitions: new Map([...names].map(([place, name]) => [name, place])),
      placeOf: (part) => (part === schema ? root : writer.places.get(part)),
      isPlain: plain,
    };
  }
}

/**
 * Whether how each of the schemas is written follows from where it stands: every name is its own, no reference leads to the root
 * or into another of them, and none goes by dynamic scope.
 */
function isPlain(root: Place, names: ReadonlyMap<Place, string>, { targets, dynamicAnchors, places }: Reached): boolean {
  if (dynamicAnchors.size > 0 || targets.has(root)) return false;
  for (const [place, name] of names) {
    if (name !== safeName(place)) return false;
    for (let around = place.up; around !== undefined; around = around.up) if (places.has(around)) return false;
  }
  return true;
}
