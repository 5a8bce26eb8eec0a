import type { Json } from '../source/json.ts';
import applicator from './metaschema/applicator.json';
import content from './metaschema/content.json';
import core from './metaschema/core.json';
import formatAnnotation from './metaschema/format-annotation.json';
import formatAssertion from './metaschema/format-assertion.json';
import metaData from './metaschema/meta-data.json';
import schema from './metaschema/schema.json';
import unevaluated from './metaschema/unevaluated.json';
import validation from './metaschema/validation.json';

/** The URI of the JSON Schema 2020-12 dialect. */
export const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** The metaschemas that JSON Schema 2020-12 publishes, by URI. A schema may refer to them like to any other. */
export const METASCHEMAS: ReadonlyMap<string, Json> = new Map(
  [schema, core, applicator, unevaluated, validation, metaData, formatAnnotation, formatAssertion, content].map((one) => [
    one.$id,
    one as unknown as Json,
  ]),
);
