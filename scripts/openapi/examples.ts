import type { CompiledSchema } from '../schema/compile.ts';
import { validate } from '../schema/validate.ts';
import { isObject, type Json } from '../source/json.ts';
import { looksLikeSecret } from '../source/secrets.ts';
import { child, items, type Node } from './documents.ts';
import type { Notes } from './notes.ts';

/** An example, and where in the document it stands. */
export interface Example {
  readonly value: Json;
  readonly from: Node;
}

/** What examples are held against. */
export interface ExampleSite {
  /** The schema, read; undefined when the document has none. */
  readonly schema: Node | undefined;
  readonly given: readonly Node[];
  /** What the example is sent with: in a request, `{{name}}` is a variable. */
  readonly sent: boolean;
}

/** Chooses examples: the first given one that keeps its own schema. */
export class Examples {
  readonly #compile: (schema: Node) => CompiledSchema | undefined;
  readonly #notes: Notes;

  /** @param compile compiles a schema that has been read; undefined when it cannot be used */
  constructor(compile: (schema: Node) => CompiledSchema | undefined, notes: Notes) {
    this.#compile = compile;
    this.#notes = notes;
  }

  /** The example that a spec gets; those that cannot be used are noted. */
  choose({ schema, given, sent }: ExampleSite): Example | undefined {
    const candidates = [...given, ...ownExamples(schema)];
    if (candidates.length === 0) return undefined;
    const compiled = schema && this.#compile(schema);
    for (const candidate of candidates) {
      const reason = unusable(candidate.value, sent);
      if (reason !== undefined) {
        this.#notes.add(reason === 'secret' ? 'example-secret' : 'example-invalid', candidate, reason);
        continue;
      }
      if (!compiled) return schema ? undefined : { value: candidate.value, from: candidate };
      for (const value of readings(candidate.value)) if (validate(compiled, value).length === 0) return { value, from: candidate };
      const [finding] = validate(compiled, candidate.value);
      if (finding) this.#notes.add('example-invalid', candidate, `${finding.pointer || 'it'} is not ${finding.expected}`);
    }
    return undefined;
  }
}

/** The examples in the schema itself. */
function ownExamples(schema: Node | undefined): Node[] {
  return items(child(schema, 'examples'));
}

/** What an example may be meant to be: itself, or the JSON that it is the text of. */
function readings(value: Json): Json[] {
  if (typeof value !== 'string') return typeof value === 'number' || typeof value === 'boolean' ? [value, String(value)] : [value];
  try {
    return [value, JSON.parse(value) as Json];
  } catch {
    return [value];
  }
}

function unusable(value: Json, sent: boolean): string | undefined {
  const written = JSON.stringify(value);
  if (looksLikeSecret(written)) return 'secret';
  if (holdsReference(value)) return 'it holds a $ref, which would be followed';
  return sent && /\{\{[^{}]*\}\}/.test(written) ? 'it holds {{…}}, which stands for a variable here' : undefined;
}

function holdsReference(value: Json): boolean {
  if (Array.isArray(value)) return value.some(holdsReference);
  return isObject(value) && (Object.hasOwn(value, '$ref') || Object.values(value).some(holdsReference));
}
