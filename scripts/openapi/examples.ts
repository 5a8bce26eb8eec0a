import type { CompiledSchema } from '../schema/compile.ts';
import type { SampleOptions } from '../schema/sample.ts';
import type { Finding } from '../schema/validate.ts';
import { isObject, type Json, pointerTokens } from '../source/json.ts';
import { looksLikeSecret } from '../source/secrets.ts';
import { child, items, type Node } from './documents.ts';
import type { Notes } from './notes.ts';

/** An example, and where in the document it stands. */
export interface Example {
  readonly value: Json;
  readonly from: Node;
  /** Whether it was made from the schema. */
  readonly isMade: boolean;
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

/** What examples are checked and made with. */
export interface ExampleMaker {
  /** Compiles a schema that has been read; undefined when it cannot be used. */
  readonly compile: (schema: Node) => CompiledSchema | undefined;
  readonly make: (schema: CompiledSchema, options: SampleOptions) => Json | undefined;
  /** What is wrong with a value. */
  readonly findings: (schema: CompiledSchema, value: Json) => readonly Finding[];
  /** Whether what is made stands in the spec; else the language makes it again where it is needed. */
  readonly writes: boolean;
}

/** Chooses examples: the first given one that keeps its own schema, else one that is made. */
export class Examples {
  readonly #maker: ExampleMaker;
  readonly #notes: Notes;

  constructor(maker: ExampleMaker, notes: Notes) {
    this.#maker = maker;
    this.#notes = notes;
  }

  /** The value that stands in the spec for an example; undefined when the language makes it itself. */
  written(example: Example | undefined): Json | undefined {
    return example && (this.#maker.writes || !example.isMade) ? example.value : undefined;
  }

  /** The example that a spec gets; those that cannot be used are noted. */
  choose(site: ExampleSite): Example | undefined {
    const chosen = this.#choose(site);
    const at = site.given.findIndex(({ file, pointer }) => file === chosen?.from.file && pointer === chosen.from.pointer);
    if (at >= 0) for (const further of site.given.slice(at + 1)) this.#notes.add('example-further', further, nameOf(further));
    return chosen;
  }

  #choose(site: ExampleSite): Example | undefined {
    const { schema, given } = site;
    const candidates = [...given, ...ownExamples(schema)];
    if (candidates.length === 0 && !(site.needed && schema)) return undefined;
    const compiled = schema && this.#maker.compile(schema);
    for (const candidate of candidates) {
      const reason = unusable(candidate.value, site.for === 'request');
      if (reason !== undefined) {
        this.#notes.add(reason === 'secret' ? 'example-secret' : 'example-invalid', candidate, reason);
        continue;
      }
      if (!compiled) return schema ? undefined : { value: candidate.value, from: candidate, isMade: false };
      for (const value of readings(candidate.value))
        if (this.#maker.findings(compiled, value).length === 0) return { value, from: candidate, isMade: false };
      const [finding] = this.#maker.findings(compiled, candidate.value);
      if (finding) this.#notes.add('example-invalid', candidate, `${finding.pointer || 'it'} is not ${finding.expected}`);
    }
    if (!site.needed || !schema || !compiled) return undefined;
    const made = this.#maker.make(compiled, { for: site.for, ...(site.name === undefined ? {} : { name: site.name }) });
    if (made === undefined || unusable(made, site.for === 'request') !== undefined) {
      this.#notes.add('example-missing', site.at, site.name ?? 'a body');
      return undefined;
    }
    return { value: made, from: site.at, isMade: true };
  }
}

/** What an example is called where it stands: one of several is a map with a "value" in it. */
function nameOf({ pointer }: Node): string {
  const tokens = pointerTokens(pointer);
  return (tokens.at(-1) === 'value' ? tokens.at(-2) : tokens.at(-1)) ?? '';
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
