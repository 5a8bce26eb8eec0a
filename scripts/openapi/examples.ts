import type { CompiledSchema } from '../schema/compile.ts';
import { sample } from '../schema/sample.ts';
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
  /** In a request, `{{name}}` stands for a variable, and what is read-only is left out. */
  readonly for: 'request' | 'answer';
  /** What the value is called, if it is a parameter or header. */
  readonly name?: string;
  /** Whether one is made when none of the given ones can be used. */
  readonly needed: boolean;
  /** Where to note that there is none. */
  readonly at: Node;
}

/** Chooses examples: the first given one that keeps its own schema. */
export class Examples {
  readonly #compile: (schema: Node) => CompiledSchema | undefined;
  /** Whether examples are written that the document does not have. */
  readonly makes: boolean;
  readonly #notes: Notes;

  /**
   * @param compile compiles a schema that has been read; undefined when it cannot be used
   * @param makes whether examples are written that the document does not have
   */
  constructor(compile: (schema: Node) => CompiledSchema | undefined, makes: boolean, notes: Notes) {
    this.#compile = compile;
    this.makes = makes;
    this.#notes = notes;
  }

  /** The example that a spec gets; those that cannot be used are noted. */
  choose(site: ExampleSite): Example | undefined {
    const { schema, given } = site;
    const candidates = [...given, ...ownExamples(schema)];
    if (candidates.length === 0 && !(site.needed && schema && this.makes)) return undefined;
    const compiled = schema && this.#compile(schema);
    for (const candidate of candidates) {
      const reason = unusable(candidate.value, site.for === 'request');
      if (reason !== undefined) {
        this.#notes.add(reason === 'secret' ? 'example-secret' : 'example-invalid', candidate, reason);
        continue;
      }
      if (!compiled) return schema ? undefined : { value: candidate.value, from: candidate };
      for (const value of readings(candidate.value)) if (validate(compiled, value).length === 0) return { value, from: candidate };
      const [finding] = validate(compiled, candidate.value);
      if (finding) this.#notes.add('example-invalid', candidate, `${finding.pointer || 'it'} is not ${finding.expected}`);
    }
    if (!site.needed || !this.makes || !schema || !compiled) return undefined;
    const made = sample(compiled, { for: site.for, ...(site.name === undefined ? {} : { name: site.name }) });
    if (made === undefined || unusable(made, site.for === 'request') !== undefined) {
      this.#notes.add('example-missing', site.at, site.name ?? 'a body');
      return undefined;
    }
    return { value: made, from: site.at };
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
