// The keywords of JSON Schema 2020-12: one table says which vocabulary each belongs to, what its value may be, and so also where subschemas are.

const VOCABULARY = 'https://json-schema.org/draft/2020-12/vocab/';

/** What the value of a keyword may be. `schema`, `schemas` and `schema-map` are where subschemas are. */
export type Shape =
  | 'schema'
  | 'schemas'
  | 'schema-map'
  | 'any'
  | 'list'
  | 'boolean'
  | 'string'
  | 'number'
  | 'positive-number'
  | 'count'
  | 'types'
  | 'names'
  | 'names-map'
  | 'pattern'
  | 'pattern-map'
  | 'format'
  | 'identifier'
  | 'reference'
  | 'anchor'
  | 'vocabularies';

/** What is known about a keyword. */
export type Keyword = {
  readonly vocabularies: readonly string[];
  readonly shape: Shape;
  /** Whether it is part of a compiled schema: it takes part in validation, and is not only there to find or describe schemas. */
  readonly validates: boolean;
  /** Whether its subschemas apply to the same value as the schema itself. */
  readonly inPlace: boolean;
};

const IN_PLACE = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas'];

function vocabulary(names: string | readonly string[], shapes: Readonly<Record<string, Shape>>, validates = true): [string, Keyword][] {
  const vocabularies = [names].flat().map((name) => VOCABULARY + name);
  return Object.entries(shapes).map(([keyword, shape]) => [
    keyword,
    { vocabularies, shape, validates, inPlace: IN_PLACE.includes(keyword) },
  ]);
}

/** Every keyword of JSON Schema 2020-12, by name. */
export const KEYWORDS: ReadonlyMap<string, Keyword> = new Map([
  ...vocabulary('core', { $ref: 'reference', $dynamicRef: 'reference' }),
  ...vocabulary(
    'core',
    {
      $id: 'identifier',
      $schema: 'string',
      $anchor: 'anchor',
      $dynamicAnchor: 'anchor',
      $vocabulary: 'vocabularies',
      $comment: 'string',
      $defs: 'schema-map',
    },
    false,
  ),
  ...vocabulary('applicator', {
    prefixItems: 'schemas',
    items: 'schema',
    contains: 'schema',
    additionalProperties: 'schema',
    properties: 'schema-map',
    patternProperties: 'pattern-map',
    dependentSchemas: 'schema-map',
    propertyNames: 'schema',
    if: 'schema',
    then: 'schema',
    else: 'schema',
    allOf: 'schemas',
    anyOf: 'schemas',
    oneOf: 'schemas',
    not: 'schema',
  }),
  ...vocabulary('unevaluated', { unevaluatedItems: 'schema', unevaluatedProperties: 'schema' }),
  ...vocabulary('validation', {
    type: 'types',
    const: 'any',
    enum: 'list',
    multipleOf: 'positive-number',
    maximum: 'number',
    exclusiveMaximum: 'number',
    minimum: 'number',
    exclusiveMinimum: 'number',
    maxLength: 'count',
    minLength: 'count',
    pattern: 'pattern',
    maxItems: 'count',
    minItems: 'count',
    uniqueItems: 'boolean',
    maxContains: 'count',
    minContains: 'count',
    maxProperties: 'count',
    minProperties: 'count',
    required: 'names',
    dependentRequired: 'names-map',
  }),
  ...vocabulary(['format-annotation', 'format-assertion'], { format: 'format' }),
  ...vocabulary(
    'meta-data',
    {
      title: 'string',
      description: 'string',
      default: 'any',
      deprecated: 'boolean',
      readOnly: 'boolean',
      writeOnly: 'boolean',
      examples: 'list',
    },
    false,
  ),
  ...vocabulary('content', { contentEncoding: 'string', contentMediaType: 'string', contentSchema: 'schema' }, false),
]);

/** The vocabularies that are known, by URI: those of 2020-12. A schema without `$schema` uses all of them. */
export const VOCABULARIES: ReadonlySet<string> = new Set([...KEYWORDS.values()].flatMap((keyword) => keyword.vocabularies));

/** Keywords of older drafts and of OpenAPI that 2020-12 does not have, and what it has instead. */
export const FOREIGN: ReadonlyMap<string, string> = new Map([
  ['id', '$id'],
  ['definitions', '$defs'],
  ['dependencies', 'dependentRequired or dependentSchemas'],
  ['additionalItems', 'items, with prefixItems'],
  ['$recursiveRef', '$dynamicRef'],
  ['$recursiveAnchor', '$dynamicAnchor'],
  ['divisibleBy', 'multipleOf'],
  ['disallow', 'not'],
  ['extends', 'allOf'],
  ['nullable', 'type: [..., "null"]'],
  ['example', 'examples'],
  ['discriminator', 'a const in each alternative'],
]);

/** The names that `type` takes. */
export const TYPES: readonly string[] = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];
