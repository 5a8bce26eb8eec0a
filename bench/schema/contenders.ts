import { Ajv2020, type Options } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import { buildSync } from 'esbuild';
import { link } from '../../scripts/postman/link.ts';
import { compileSchema } from '../../scripts/schema/compile.ts';
import { isObject, type Json, type JsonObject } from '../../scripts/source/json.ts';

/** How one way of validating is put into a script. */
export type Contender = {
  readonly name: string;
  /** For another form of the one before: it has the same score, which is not measured again. */
  readonly isVariant?: boolean;
  /**
   * Source that declares `isValid`, a function of a value. Throws when the schema cannot be compiled; `isValid` may throw too.
   * `remotes` are other schemas by URI, `formats` whether `format` is asserted.
   */
  readonly source: (schema: Json, remotes: ReadonlyMap<string, Json>, formats: boolean) => string;
};

const ours: Contender = {
  name: 'Postern',
  source: (schema, remotes, formats) => {
    const load = (uri: string): Json | undefined => remotes.get(uri);
    const { compiled, problems } = compileSchema({ schema, uri: 'bench:/schema.json', load, unknownKeywords: 'ignore' });
    if (compiled === undefined) throw new Error(JSON.stringify(problems));
    const { keywords, formats: formatTable } = compiled;
    const tables = { keywordTable: keywords, ...(keywords.includes('format') ? { formatTable } : {}) };
    const entries = [
      { file: 'schema/validator/validate.js', name: 'validateSchema' },
      { file: 'schema/validator/finding.js', name: 'describeFinding' },
    ];
    const code = `${link({ entries, tables })}\nconst schema = ${literal(compiled.schema)};\n`;
    return `${code}const isValid = (value) => validateSchema(schema, value, { formats: ${formats} }).map(describeFinding).length === 0;\n`;
  },
};

function ajvSource(schema: Json, remotes: ReadonlyMap<string, Json>, formats: boolean, minify: boolean): string {
  const options: Options = { strict: false, allErrors: true, validateFormats: formats, code: { source: true, esm: false }, logger: false };
  const ajv = new Ajv2020(options);
  if (formats) addFormats(ajv);
  for (const [uri, remote] of remotes) if (isObject(remote)) ajv.addSchema(remote, uri, undefined, false);
  const code = standaloneCode(ajv, ajv.compile(schema as object));
  const built = buildSync({
    stdin: { contents: code, resolveDir: __dirname },
    bundle: true,
    minify,
    format: 'iife',
    globalName: 'compiled',
    write: false,
    target: 'es2020',
    logLevel: 'silent',
  });
  return `${built.outputFiles[0]?.text ?? ''}\nconst isValid = (value) => (compiled.default || compiled)(value);\n`;
}

const postman: Contender = {
  name: "Postman's jsonSchema",
  // It refuses any `$schema` but that of draft-07, so it gets none.
  source: (schema) => `const schema = ${literal(isObject(schema) ? omit(schema, '$schema') : schema)};
const isValid = (value) => {
  try {
    pm.expect(value).to.have.jsonSchema(schema);
    return true;
  } catch (error) {
    if (String(error.message).startsWith('expected data to satisfy')) return false;
    throw error;
  }
};
`,
};

/** The ways that are compared. */
export const CONTENDERS: readonly Contender[] = [
  ours,
  { name: 'Ajv 8, compiled ahead', source: (schema, remotes, formats) => ajvSource(schema, remotes, formats, false) },
  { name: 'the same, minified', isVariant: true, source: (schema, remotes, formats) => ajvSource(schema, remotes, formats, true) },
  postman,
];

function omit(object: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}

/** JSON as JavaScript, legible where nothing speaks against it: in an object literal, a `__proto__` would be the prototype. */
function literal(value: Json): string {
  const text = JSON.stringify(value, null, 2);
  return text.includes('"__proto__"') ? `JSON.parse(${JSON.stringify(JSON.stringify(value))})` : text;
}
