import type { SchemaSource } from '../language/definition.ts';
import { joinPath, type Workspace } from '../language/workspace.ts';
import { type CompiledSchema, identityOf, SchemaCompiler, type SchemaProblem } from '../schema/compile.ts';
import { type SampleOptions, sample } from '../schema/sample.ts';
import { describeFinding, type Finding, isValid, validate } from '../schema/validate.ts';
import { isObject, type Json, type JsonObject, pointerTokens, valueAt } from '../source/json.ts';
import type { Heard } from '../source/memory.ts';
import { problem } from '../source/problem.ts';
import { looksLikeSecret, namesSecret } from '../source/secrets.ts';
import type { Span } from '../source/source-file.ts';
import { variablesIn } from './template.ts';

/** Files are named to the schema compiler by this scheme, so that relative `$ref`s resolve as URIs do. */
const scheme = 'spec:///';

/** The schemas of the specs, each compiled once however often it is used. */
export class Schemas {
  readonly #workspace: Workspace;
  readonly #compilers = new Map<string, SchemaCompiler>();
  readonly #compiled = new Map<string, Heard<CompiledSchema | undefined>>();
  readonly #findings = new WeakMap<object, Map<object, readonly Finding[]>>();
  readonly #made = new WeakMap<object, Map<string, Json | undefined>>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Compiles a schema; its problems are reported at their place in the specs. Undefined when it cannot be used. */
  compile(written: SchemaSource): CompiledSchema | undefined {
    const source = this.#target(written);
    const key = `${source.file}#${source.pointer}`;
    const { memory } = this.#workspace;
    const known = this.#compiled.get(key) ?? memory.listen(() => this.#compile(source));
    this.#compiled.set(key, known);
    return memory.again(known);
  }

  /** Whether what was compiled had problems, of which only the first schema tells that meets them. */
  get hadProblems(): boolean {
    return [...this.#compiled.values()].some(({ problems }) => problems.length > 0);
  }

  /** Forgets the schemas of a file that has changed, to which no other file refers. */
  forget(file: string): void {
    this.#compilers.delete(file);
    for (const key of this.#compiled.keys()) if (key.startsWith(`${file}#`)) this.#compiled.delete(key);
  }

  #compile({ schema, file, pointer }: SchemaSource): CompiledSchema | undefined {
    const { compiled, problems } = this.#compilerOf(file).compile({ schema, uri: scheme + encodeURI(file), pointer });
    for (const found of problems) this.#report(found);
    // What another schema of the file has made known is not loaded again, and read all the same.
    for (const uri of compiled?.files ?? []) this.#load(uri, file);
    return compiled;
  }

  /** The schemas of one file have much in common; those of others may well have the same identifiers. */
  #compilerOf(file: string): SchemaCompiler {
    const compiler = this.#compilers.get(file) ?? new SchemaCompiler({ load: (uri) => this.#load(uri, file) });
    this.#compilers.set(file, compiler);
    return compiler;
  }

  /**
   * An example made from a schema, once for each use; undefined when none can be made. One that would be taken for a
   * `{{variable}}` is none.
   */
  example(schema: CompiledSchema, options: SampleOptions): Json | undefined {
    const made = this.#made.get(identityOf(schema)) ?? new Map<string, Json | undefined>();
    this.#made.set(identityOf(schema), made);
    const key = `${options.for} ${options.name}`;
    if (!made.has(key)) {
      const value = sample(schema, options);
      made.set(key, value === undefined || hasVariable(value) ? undefined : value);
    }
    return made.get(key);
  }

  /** What is wrong with a value; of a map or list it is found out once. */
  findings(schema: CompiledSchema, value: Json): readonly Finding[] {
    if (typeof value !== 'object' || value === null) return validate(schema, value);
    const known = this.#findings.get(value) ?? new Map<object, readonly Finding[]>();
    this.#findings.set(value, known);
    // Most values are right, which is known sooner than what would be wrong.
    const findings = known.get(identityOf(schema)) ?? (isValid(schema, value) ? [] : validate(schema, value));
    known.set(identityOf(schema), findings);
    return findings;
  }

  /** What a schema leads to that is nothing but a reference: many places refer to one schema, which is compiled for all of them. */
  #target(source: SchemaSource): SchemaSource {
    let target = source;
    for (let steps = 0; steps < 20; steps++) {
      const next = this.#referred(target);
      if (!next) return target;
      target = next;
    }
    return source;
  }

  #referred({ schema, file: from }: SchemaSource): SchemaSource | undefined {
    const reference = isObject(schema) && Object.keys(schema).length === 1 ? schema['$ref'] : undefined;
    // What is encoded, an anchor, or leads nowhere is for the compiler to look at.
    const [, relative, pointer = ''] = (typeof reference === 'string' && /^([^#%]*)(?:#((?:\/[^%]*)?))?$/.exec(reference)) || [];
    const file = relative === undefined ? undefined : relative === '' ? from : joinPath(from, relative);
    if (file === undefined || !this.#workspace.has(file)) return undefined;
    if (file !== from) this.#workspace.refer(file);
    const root = this.#workspace.file(file)?.value;
    const value = root === undefined ? undefined : valueAt(root, pointer);
    return isObject(value) ? { schema: value, file, pointer } : undefined;
  }

  /** Where a location in a compiled schema (`#/properties/a/type`) was written. */
  locate(compiled: CompiledSchema, location: string): Span | undefined {
    const origin = compiled.origin(location);
    const file = origin && fileOf(origin.uri);
    return file === undefined ? undefined : this.#workspace.spanAt(file, origin?.pointer ?? '');
  }

  /** The schema as it was written, annotations included, at a location in a compiled one. */
  written(compiled: CompiledSchema, location: string): JsonObject | undefined {
    return compiled.writtenAt(location);
  }

  /**
   * Reports each way in which `example` breaks `schema`. A value that holds a `{{variable}}` is only known when it is
   * sent, so nothing is said of it.
   * @param what names the example in the sentence
   * @param span where the example stands, for what cannot be placed better
   */
  holdExample(schema: CompiledSchema, example: Json, what: string, span: Span): void {
    for (const finding of this.findings(schema, example)) {
      const value = valueAt(example, finding.pointer);
      if (value !== undefined && hasVariable(value)) continue;
      const secret = pointerTokens(finding.pointer).some(namesSecret) || (value !== undefined && holdsSecret(value));
      const text = describeFinding(secret ? { ...finding, actual: 'what is not shown here' } : finding);
      const rule = this.locate(schema, finding.location);
      this.#workspace.report(
        problem('example-breaks-schema', { what, finding: text }, this.#spanIn(example, finding.pointer) ?? span, {
          ...(rule ? { related: [rule] } : {}),
          ...(secret ? { hidden: true } : {}),
        }),
      );
    }
  }

  /** The place of a member of a value that was read from a file. */
  #spanIn(value: Json, pointer: string): Span | undefined {
    const { places } = this.#workspace;
    const parts = pointer.split('/');
    for (let length = parts.length; length > 1; length--) {
      const holder = valueAt(value, parts.slice(0, length - 1).join('/'));
      const key = (parts[length - 1] ?? '').replace(/~1/g, '/').replace(/~0/g, '~');
      if (typeof holder === 'object' && holder !== null && places.home(holder)) return places.value(holder, key);
    }
    const home = typeof value === 'object' && value !== null ? places.home(value) : undefined;
    // The parts of a document's own value have no places of their own.
    if (home && places.isFinal(value as object)) return this.#workspace.spanAt(home.file, home.pointer + pointer);
    return home ? places.of(value as object) : undefined;
  }

  #load(uri: string, from: string): Json | undefined {
    const file = fileOf(uri);
    if (file !== undefined && file !== from) this.#workspace.refer(file);
    return file === undefined ? undefined : this.#workspace.file(file)?.value;
  }

  #report(found: SchemaProblem): void {
    const file = fileOf(found.uri);
    const span =
      file === undefined
        ? undefined
        : this.#workspace.spanAt(file, found.pointer, /keyword$/.test(found.code) && found.code !== 'invalid-keyword' ? 'key' : 'value');
    const reference = found.code === 'unresolved-reference' ? (found.args['reference'] ?? '') : '';
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(reference)) this.#workspace.report(problem('ref-remote', { ref: reference }, span));
    else if (file !== undefined && joinPath(file, reference.replace(/#.*$/s, '')) === undefined)
      this.#workspace.report(problem('ref-outside', { ref: reference }, span));
    else this.#workspace.report({ code: `schema-${found.code}`, args: found.args, ...(span ? { span } : {}) });
  }
}

function fileOf(uri: string): string | undefined {
  if (!uri.startsWith(scheme)) return undefined;
  const path = uri.slice(scheme.length);
  try {
    return decodeURI(path);
  } catch {
    return path; // a "%" that stands for itself
  }
}

/** Whether a value, printed, would show what may be a secret. */
function holdsSecret(value: Json): boolean {
  if (typeof value === 'string') return looksLikeSecret(value);
  if (Array.isArray(value)) return value.some((item: Json) => holdsSecret(item));
  return isObject(value) && Object.entries(value).some(([name, member]) => namesSecret(name) || holdsSecret(member));
}

function hasVariable(value: Json): boolean {
  if (typeof value === 'string') return variablesIn(value).length > 0;
  if (Array.isArray(value)) return value.some((item: Json) => hasVariable(item));
  return isObject(value) && Object.values(value).some(hasVariable);
}
