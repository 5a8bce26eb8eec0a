import type { CompiledSchema } from '../../schema/compile.ts';
import type { SchemaPart } from '../../schema/parts.ts';
import type { Finding } from '../../schema/validate.ts';
import type { Json } from '../../source/json.ts';
import type { Attempt } from './attempt.ts';
import { type Path, wordsAt } from './break-words.ts';
import { type Constraint, keyOf, withoutConstraint } from './constraint.ts';
import type { Place } from './place.ts';
import type { Sort } from './spread.ts';
import type { Wire } from './wire.ts';

/** How many values are tried for one constraint, wherever it is met, until one breaks it alone. */
const mostTried = 100;

/** One way to break a value, in words that follow "refuses …": `without deliveryAddress.city`. */
export interface Break {
  readonly words: string;
  readonly value: Json;
  readonly constraint: Constraint;
  /** Whether the value breaks the constraint and nothing else: a server that forgets this one accepts it. */
  readonly alone: boolean;
}

/** What a break is an instance of, among those of one part of a request. */
export function sortOf({ constraint, alone }: Break, part: string, name = ''): Sort {
  return { sort: `${part} ${constraint.keyword}`, ...(alone ? { constraint: `${name}\n${keyOf(constraint)}` } : {}) };
}

/** The breaks of a schema that were found so far, each held against the schema as it arrives at the server. */
export class FoundBreaks {
  readonly found: Break[] = [];
  /** Those of them that break more than one thing, by the place and the constraint. */
  readonly #makeshift = new Map<string, Break>();
  readonly #compiled: CompiledSchema;
  readonly #wire: Wire;
  readonly #weaker = new Map<string, CompiledSchema>();
  /** What is said against the example already: it may hold variables, which are known when it is sent. */
  #known: ReadonlySet<string> | undefined;
  /** Whether there was an example before: then only what that did not show is looked for. */
  #isFurther = false;
  readonly #tried = new Set<string>();
  /** How many values were tried in vain for a constraint. */
  readonly #vain = new Map<string, number>();
  /** The constraints that are broken alone, wherever. */
  readonly #broken = new Set<string>();
  readonly #words = new Set<string>();
  readonly #values = new Map<string, Break>();

  constructor(compiled: CompiledSchema, wire: Wire) {
    this.#compiled = compiled;
    this.#wire = wire;
  }

  /** Begins with another example; false for a further one that is not right as it stands. */
  start(example: Json): boolean {
    const findings = this.#wire.findings(example, this.#compiled) ?? [];
    this.#isFurther = this.#known !== undefined;
    this.#known = new Set(findings.map(describe));
    return !this.#isFurther || findings.length === 0;
  }

  /** Takes the first value that breaks the constraint and nothing else; failing that, the first that is invalid. */
  choose(attempt: Attempt, { location }: SchemaPart, place: Place): void {
    const { keyword, part, variant = '' } = attempt;
    const { path, put, within } = place;
    const constraint: Constraint = { location, keyword, ...(part ? { part } : {}) };
    const own = `${keyOf(constraint)}\n${variant}`;
    const key = [...path.map(String), own].join('\n');
    if (this.#tried.has(key)) return;
    // What a schema that contains itself asks for is broken where it is met first.
    if ((this.#isFurther || within.has(location)) && this.#broken.has(own)) return;
    let fallback: Json | undefined;
    let left = mostTried - (this.#vain.get(own) ?? 0);
    for (const candidate of attempt.values) {
      if (left-- <= 0) break;
      const value = put(candidate);
      if (this.#isRight(value, this.#compiled, place) ?? true) continue;
      const alone = this.#isRight(value, this.#without(constraint), place) ?? false;
      fallback ??= value;
      if (!alone) continue;
      this.#tried.add(key);
      this.#broken.add(own);
      this.#drop(this.#makeshift.get(key));
      this.#add(attempt, constraint, path, value, true);
      return;
    }
    this.#vain.set(own, mostTried - left);
    if (fallback === undefined || this.#isFurther) return;
    const added = this.#add(attempt, constraint, path, fallback, false);
    if (added) this.#makeshift.set(key, added);
  }

  #add(attempt: Attempt, constraint: Constraint, path: Path, value: Json, alone: boolean): Break | undefined {
    const text = JSON.stringify(value);
    const same = this.#values.get(text);
    if (same?.alone || (same && !alone)) return undefined;
    this.#drop(same);
    const plain = attempt.whole ?? wordsAt(path, attempt.words);
    let words = plain;
    for (let n = 2; this.#words.has(words); n++) words = `${plain} (${n})`;
    if (!alone && words !== plain) return undefined;
    const added = { words, value, constraint, alone };
    this.#values.set(text, added);
    this.#words.add(words);
    this.found.push(added);
    return added;
  }

  #drop(each: Break | undefined): void {
    if (!each || !this.found.includes(each)) return;
    this.found.splice(this.found.indexOf(each), 1);
    this.#words.delete(each.words);
    this.#values.delete(JSON.stringify(each.value));
  }

  /** Whether nothing is wrong with a value but what was wrong with the example; undefined where it cannot be sent. */
  #isRight(value: Json, compiled: CompiledSchema, { pointer, isVariable }: Place): boolean | undefined {
    if (this.#wire.isRight && !this.#known?.size) return this.#wire.isRight(value, compiled);
    const isKnown = (finding: Finding) => this.#known?.has(describe(finding)) && !(isVariable && finding.pointer === pointer);
    return this.#wire.findings(value, compiled)?.every(isKnown);
  }

  /** Whether nothing is wrong with a value but what a variable decides. */
  isRight(value: Json, place: Place): boolean {
    return this.#isRight(value, this.#compiled, place) ?? false;
  }

  #without(constraint: Constraint): CompiledSchema {
    const key = keyOf(constraint);
    const known = this.#weaker.get(key) ?? withoutConstraint(this.#compiled, constraint);
    this.#weaker.set(key, known);
    return known;
  }
}

function describe({ pointer, keyword, location }: Finding): string {
  return [pointer, keyword, location].join('\n');
}
