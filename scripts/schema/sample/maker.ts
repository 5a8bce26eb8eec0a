import { isObject, type Json, type JsonObject } from '../../source/json.ts';
import type { CompiledSchema } from '../compile.ts';
import type { SampleOptions } from '../sample.ts';
import type { PartValidator } from '../validate.ts';
import { lists } from './lists.ts';
import { numbers } from './numbers.ts';
import { objects } from './objects.ts';
import { type Demand, type Shape, shapesOf } from './shape.ts';
import { texts } from './texts.ts';

/** Where in the example a value stands. */
export type SamplePlace = {
  /** The name of the property that it is the value of, also for an item of a list. */
  readonly name: string | undefined;
  /** The name of what the property belongs to. */
  readonly within: string | undefined;
  readonly depth: number;
  /** The schemas that it is inside of. */
  readonly references: ReadonlySet<unknown>;
};

/** Deeper than this, nothing is made: a schema that asks for more has no end, as a rule. */
const deepest = 24;

/** How many ways of matching one value are tried. */
const mostShapes = 60;

/** What a type is taken to be when only other keywords tell. */
const signs: readonly (readonly [string, readonly string[]])[] = [
  [
    'object',
    [
      'properties',
      'required',
      'additionalProperties',
      'patternProperties',
      'propertyNames',
      'minProperties',
      'maxProperties',
      'dependentRequired',
      'dependentSchemas',
      'unevaluatedProperties',
    ],
  ],
  ['array', ['items', 'prefixItems', 'contains', 'minItems', 'maxItems', 'uniqueItems', 'unevaluatedItems']],
  ['string', ['pattern', 'format', 'minLength', 'maxLength']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
];

/** How to search. */
export type Search = {
  readonly validator: PartValidator;
  /** Whether each object and list is checked as soon as it is made: only then can another one be tried in its place. */
  readonly isCareful: boolean;
  /** How many values are looked at before the search is given up. */
  readonly most: number;
};

/** Searches for values that match. One for each example: it counts what was tried. */
export class Maker {
  readonly options: SampleOptions;
  readonly #compiled: CompiledSchema;
  readonly #validator: PartValidator;
  readonly #isCareful: boolean;
  readonly #most: number;
  #tried = 0;

  constructor(compiled: CompiledSchema, options: SampleOptions, { validator, isCareful, most }: Search) {
    this.#isCareful = isCareful;
    this.#most = most;
    this.options = options;
    this.#compiled = compiled;
    this.#validator = validator;
  }

  /** Values that match all demands, the best first. */
  *candidates(demands: readonly Demand[], place: SamplePlace): Generator<Json> {
    if (place.depth > deepest) return;
    let left = mostShapes;
    for (const shape of this.shapes(demands, place)) {
      for (const value of this.#valuesOf(shape, place)) {
        if (this.isSpent()) return;
        this.#tried++;
        const isTrusted = !this.#isCareful && (typeof value === 'object' || shape.parts.every(asksForTypeOnly));
        if (isTrusted || demands.every((demand) => this.accepts(demand, value))) yield value;
      }
      if (--left === 0 || this.isSpent()) return;
    }
  }

  /** The ways in which a value at a place can match. */
  shapes(demands: readonly Demand[], place: SamplePlace): Generator<Shape> {
    return shapesOf(this.#compiled.schema, demands, place.references);
  }

  accepts({ schema, scope }: Demand, value: Json): boolean {
    return this.#validator.accepts(schema, value, scope);
  }

  /** Whether the search has to end. */
  isSpent(): boolean {
    return this.#tried > this.#most;
  }

  /** The schema of a part as it was written, with its annotations. */
  written(schema: JsonObject): JsonObject {
    return this.#compiled.written(schema) ?? schema;
  }

  /** Whether a shape is not for what the example is for. */
  isHidden(shape: Shape): boolean {
    const mark = this.options.for === 'request' ? 'readOnly' : this.options.for === 'answer' ? 'writeOnly' : undefined;
    return mark !== undefined && shape.parts.some(({ schema }) => this.written(schema)[mark] === true);
  }

  *#valuesOf(shape: Shape, place: SamplePlace): Generator<Json> {
    const isShownFirst = this.options.shown !== 'last';
    if (isShownFirst) yield* this.#given(shape);
    const fixed = shape.parts.map(({ schema }) => fixedValues(schema)).find((values) => values !== undefined);
    if (fixed) {
      yield* fixed;
      return;
    }
    for (const type of typesToTry(shape)) yield* this.#ofType(type, shape, place);
    if (!isShownFirst) yield* this.#given(shape);
    // Something else than what its keywords are about.
    if (shape.types === undefined) yield* [null, true, 'text', 1, 1.5, 'other', {}, [], false, 0, -1, '', { name: 'text' }, ['text']];
  }

  /** What the schema itself shows: what stands for nothing (an empty text, null) is no good example. */
  *#given({ parts }: Shape): Generator<Json> {
    for (const { schema } of parts) {
      const { examples, default: usual } = this.written(schema);
      if (Array.isArray(examples)) yield* examples as readonly Json[];
      if (usual !== undefined && usual !== null && (typeof usual !== 'object' ? usual !== '' : Object.keys(usual).length > 0)) yield usual;
    }
  }

  *#ofType(type: string, shape: Shape, place: SamplePlace): Generator<Json> {
    switch (type) {
      case 'object':
        yield* objects(shape, inside(shape, place), this);
        break;
      case 'array':
        yield* lists(shape, inside(shape, place), this);
        break;
      case 'string':
        yield* texts(shape, place, this);
        break;
      case 'number':
      case 'integer':
        yield* numbers(shape, type, place.name);
        break;
      case 'boolean':
        yield* [true, false];
        break;
      default:
        yield null;
    }
  }
}

/** Whether a schema says nothing of a text, a number or a boolean that goes beyond its type: what is made for the type then fits. */
function asksForTypeOnly({ schema }: Shape['parts'][number]): boolean {
  return Object.keys(schema).every((keyword) => keyword === 'type' || keyword === 'format');
}

/** The place of what an object or a list holds. */
function inside({ followed }: Shape, place: SamplePlace): SamplePlace {
  const references = followed.length === 0 ? place.references : new Set([...place.references, ...followed]);
  return { ...place, depth: place.depth + 1, references };
}

function fixedValues(schema: JsonObject): readonly Json[] | undefined {
  if (Object.hasOwn(schema, 'const')) return [schema['const'] as Json];
  // "Or nothing" comes after the real values.
  return Array.isArray(schema['enum'])
    ? [...(schema['enum'] as readonly Json[])].sort((a, b) => Number(a === null) - Number(b === null))
    : undefined;
}

/** The types in the order of the schema, `null` last; without any, what the keywords are about. */
function typesToTry({ parts, types }: Shape): readonly string[] {
  if (types) return [...types.filter((type) => type !== 'null'), ...types.filter((type) => type === 'null')];
  const likely = signs.filter(([, keywords]) => parts.some(({ schema }) => keywords.some((keyword) => Object.hasOwn(schema, keyword))));
  const others = parts.every(({ schema }) => isObject(schema)) ? ['string', 'integer', 'object', 'array', 'boolean', 'null'] : [];
  return [...new Set([...likely.map(([type]) => type), ...others])];
}
