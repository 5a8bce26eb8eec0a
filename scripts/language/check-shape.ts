import type { TSchema } from '@sinclair/typebox';
import { isObject, type Json, setMember } from '../source/json.ts';
import { problem } from '../source/problem.ts';
import { looksLikeSecret } from '../source/secrets.ts';
import type { Span } from '../source/source-file.ts';
import { suggest, suggestWhole } from '../source/suggest.ts';
import type { SchemaSource } from './definition.ts';
import { changed, type Here, hiding, MemberHere } from './here.ts';
import type { Workspace } from './workspace.ts';

/** What the definition says of a value, as JSON Schema with a few words of our own (see definition.ts). */
export interface Shape {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly anyOf?: readonly Shape[];
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly patternProperties?: Readonly<Record<string, Shape>>;
  readonly 'x-kind'?: 'schema' | 'value';
  /** What stands here may be a secret: no mistake in it is shown with its text. */
  readonly 'x-secret'?: boolean;
  /** What it comes to is kept while nothing in it changes. */
  readonly 'x-kept'?: boolean;
  readonly 'x-name'?: string;
  readonly 'x-key'?: string;
  readonly 'x-expected'?: string;
}

/** More values than this after references are followed is a bomb, not a spec. */
const MOST_VALUES = 200_000;

/** More references inside of each other than this lead nowhere that anyone meant. */
const MOST_REFERENCES = 100;

/** What to do about a secret that stands in a spec. */
const fromProcess = 'a secret has no value in a spec: write from: and the variable of the process that holds it';
const variableInstead = 'write a {{variable}} in its place, and name that under secrets in the environments';

const wrong = Symbol('wrong');
type Checked = unknown | typeof wrong;

/**
 * Holds a value against a shape of the language. References are followed, mistakes are reported at their place, and
 * what is right is kept, so that one run shows every mistake: a wrong member is left out, and only a map that lacks
 * something it needs is given up.
 * @returns the value with its references followed; undefined when nothing could be kept
 */
export function checkShape<T>(shape: TSchema, value: Json, span: Span, file: string, workspace: Workspace): T | undefined {
  const checked = new Checker(workspace).check(shape as unknown as Shape, value, { span, file, pointer: '', following: [], hidden: false });
  return checked === wrong ? undefined : (checked as T);
}

class Checker {
  readonly #workspace: Workspace;
  /** Values met so far on the way through references. */
  #referred = 0;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  check(shape: Shape, value: Json, here: Here): Checked {
    if (here.following.length > 0) this.#referred++;
    if (shape['x-kind'] === 'schema') return this.#schema(value, here);
    if (shape['x-kind'] === 'value') return this.#value(value, here);
    if (isObject(value) && Object.hasOwn(value, '$ref'))
      return this.#follow(value, here, (target, there) => this.check(shape, target, there));
    if (shape.anyOf) return this.#union(shape, value, here);
    switch (shape.type) {
      case 'object':
        if (shape['x-secret'] && typeof value !== 'object') return this.#literalSecret(here);
        if (!isObject(value)) return this.#wrongType(shape['x-name'] ? `a map (${shape['x-name']})` : 'a map', value, here);
        if (shape['x-kept'] && here.following.length === 0) return this.#kept(shape, value, here);
        return shape.patternProperties
          ? this.#map(shape, value, here)
          : this.#object(shape, value, shape['x-secret'] ? changed(here, { hidden: true }) : here);
      case 'array':
        return this.#list(shape, value, here);
      default:
        return this.#scalar(shape, value, here);
    }
  }

  /** Schemas have rules of their own (see the schema folder): here they only get their home. */
  #schema(value: Json, here: Here): Checked {
    if (!isObject(value) && typeof value !== 'boolean') return this.#wrongType('a JSON Schema (a map, true or false)', value, here);
    const home = isObject(value) ? this.#workspace.places.home(value) : undefined;
    return { schema: value, file: home?.file ?? here.file, pointer: home?.pointer ?? here.pointer } satisfies SchemaSource;
  }

  /** Any value, such as an example: references are followed at any depth. */
  #value(value: Json, here: Here): Checked {
    const { places } = this.#workspace;
    if (here.following.length > 0) this.#referred++;
    if (typeof value === 'object' && value !== null && places.isFinal(value)) return value;
    if (Array.isArray(value)) {
      const list = value.map((item: Json, i) => this.#value(item, this.#inside(value, i, here)));
      places.copy(value, list);
      return list.includes(wrong) ? wrong : list;
    }
    if (!isObject(value)) return value;
    if (Object.hasOwn(value, '$ref')) return this.#follow(value, here, (target, there) => this.#value(target, there));
    const copy: Record<string, unknown> = {};
    let complete = true;
    for (const key of Object.keys(value)) {
      const member = this.#value(value[key] as Json, this.#inside(value, key, here));
      if (member === wrong) complete = false;
      else setMember(copy, key, member);
    }
    places.copy(value, copy);
    return complete ? copy : wrong;
  }

  #follow(holder: { readonly [key: string]: Json }, here: Here, then: (value: Json, there: Here) => Checked): Checked {
    const { places, report } = this.#workspace;
    const reference = holder['$ref'] as Json;
    const at = places.value(holder, '$ref');
    if (typeof reference !== 'string')
      return this.#wrongType('a reference such as ../responses.yaml#/unauthorized', reference, changed(here, { span: at }));
    const sibling = Object.keys(holder).find((key) => key !== '$ref');
    if (sibling !== undefined) {
      report(problem('ref-siblings', { key: sibling }, places.key(holder, sibling)));
      return wrong;
    }
    if (this.#referred > MOST_VALUES || here.following.length >= MOST_REFERENCES) {
      // Told once: what follows is the same mistake.
      if (this.#referred !== Infinity) report(problem('ref-bomb', { most: MOST_VALUES, deep: MOST_REFERENCES }, at));
      this.#referred = Infinity;
      return wrong;
    }
    const target = this.#workspace.resolve(reference, places.home(holder)?.file ?? here.file, at);
    if (!target) return wrong;
    const id = `${target.file}#${target.pointer}`;
    if (here.following.includes(id)) {
      report(problem('ref-cycle', { ref: reference }, at));
      return wrong;
    }
    const span = typeof target.value === 'object' && target.value !== null ? places.of(target.value) : (target.span ?? at);
    return then(target.value, {
      span,
      file: target.file,
      pointer: target.pointer,
      following: [...here.following, id],
      hidden: here.hidden,
    });
  }

  /** A map that is the same object as when it was checked before comes to the same. */
  #kept(shape: Shape, value: { readonly [key: string]: Json }, here: Here): Checked {
    const inputs = [value, shape, here.file, here.pointer, this.#referred] as const;
    const { checked, referred } = this.#workspace.memory.once('checked', inputs, () => ({
      checked: this.#object(shape, value, here),
      referred: this.#referred,
    }));
    this.#referred = referred;
    return checked;
  }

  #object(shape: Shape, value: { readonly [key: string]: Json }, here: Here): Checked {
    const { places, report } = this.#workspace;
    const properties = shape.properties ?? {};
    const where = shape['x-name'] ?? 'this map';
    const checked: Record<string, unknown> = {};
    const misspelt = new Set<string>();
    for (const key of Object.keys(value)) {
      const member = Object.hasOwn(properties, key) ? properties[key] : undefined;
      if (!member) {
        const near = suggest(
          key,
          Object.keys(properties).filter((name) => !Object.hasOwn(value, name)),
        );
        if (near) misspelt.add(near);
        report(
          problem(
            'unknown-key',
            { key, where, ...(near ? { suggestion: near } : { known: Object.keys(properties).join(', ') }) },
            places.key(value, key),
          ),
        );
        continue;
      }
      const inside = this.check(member, value[key] as Json, this.#inside(value, key, here));
      if (inside !== wrong) setMember(checked, key, inside);
    }
    places.copy(value, checked);
    if (Object.keys(checked).length < Object.keys(value).length) places.lost(checked);
    let complete = true;
    for (const key of shape.required ?? []) {
      if (!Object.hasOwn(value, key) && !misspelt.has(key)) report(problem('missing-key', { key, where }, this.#labelOf(value, here)));
      if (!Object.hasOwn(checked, key)) complete = false;
    }
    return complete ? checked : wrong;
  }

  #map(shape: Shape, value: { readonly [key: string]: Json }, here: Here): Checked {
    const { places, report } = this.#workspace;
    const [pattern, member] = Object.entries(shape.patternProperties ?? {})[0] ?? ['', {}];
    const expression = expressionOf(pattern, 'su');
    const checked: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      if (!expression.test(key)) {
        report(problem('bad-key', { key, expected: shape['x-key'] ?? 'a name' }, places.key(value, key)));
        continue;
      }
      const inside = this.check(member, value[key] as Json, this.#inside(value, key, here));
      if (inside !== wrong) setMember(checked, key, inside);
    }
    places.copy(value, checked);
    if (Object.keys(checked).length < Object.keys(value).length) places.lost(checked);
    return checked;
  }

  #list(shape: Shape, value: Json, here: Here): Checked {
    if (!Array.isArray(value)) return this.#wrongType('a list', value, here);
    const items = value.map((item: Json, i) => this.check(shape.items ?? {}, item, this.#inside(value, i, here)));
    const kept = items.flatMap((item, i) => (item === wrong ? [] : [i]));
    const checked = kept.map((i) => items[i]);
    this.#workspace.places.copyItems(value, checked, kept);
    return checked;
  }

  /** The member of a union that the kind of the value points to, so that its mistakes are told and not "no match". */
  #union(shape: Shape, value: Json, here: Here): Checked {
    const member = branchFor(shape, value);
    return member ? this.check(member, value, here) : this.#wrongType(shape['x-expected'] ?? 'another value', value, here);
  }

  #scalar(shape: Shape, value: Json, here: Here): Checked {
    const kind = kindOf(value);
    if (!accepts(shape, kind)) return this.#wrongType(shape['x-expected'] ?? article(shape.type ?? 'value'), value, here);
    if (typeof value === 'string') {
      if (shape.enum && !shape.enum.includes(value)) {
        const near = suggest(value, shape.enum) ?? suggestWhole(value, shape.enum);
        return this.#badValue(`one of ${shape.enum.join(', ')}`, value, here, near);
      }
      if (shape.minLength !== undefined && value.length < shape.minLength) return this.#badValue('some text', value, here);
      if (shape.pattern !== undefined && !expressionOf(shape.pattern, 'u').test(value))
        return this.#badValue(shape['x-expected'] ?? `text like ${shape.pattern}`, value, here);
    }
    if (typeof value === 'number') {
      const { minimum = -Infinity, maximum = Infinity } = shape;
      if (value < minimum || value > maximum) return this.#badValue(`a number from ${minimum} to ${maximum}`, value, here);
    }
    return value;
  }

  /** A secret that is given as a value: its name is known all the same, so that nothing else is said of it. */
  #literalSecret(here: Here): Checked {
    this.#workspace.report(problem('literal-secret', { what: 'the value of a secret', instead: fromProcess }, here.span, { hidden: true }));
    return {};
  }

  #inside(holder: object, key: string | number, here: Here): Here {
    return new MemberHere(holder, key, here, this.#workspace.places);
  }

  /** Where to say that a map lacks something: at the key that it is the value of, else at its first key. */
  #labelOf(value: { readonly [key: string]: Json }, here: Here): Span {
    const [first] = Object.keys(value);
    return here.label ?? (first === undefined ? here.span : this.#workspace.places.key(value, first));
  }

  #wrongType(expected: string, value: Json, here: Here): typeof wrong {
    const { report } = this.#workspace;
    const hint = hintFor(expected, value);
    const { span } = here;
    const scalar = typeof value !== 'object';
    // What is missing or takes many lines is pointed at by its key.
    const at = span.start.line !== span.end.line || span.start.offset === span.end.offset ? (here.label ?? span) : span;
    if (scalar && here.secret !== undefined)
      report(problem('literal-secret', { what: `the value of "${here.secret}"`, instead: variableInstead }, at, { hidden: true }));
    else if (scalar && (here.hidden || looksLikeSecret(String(value))))
      report(problem('wrong-type', { expected, actual: 'another value', hint: '' }, at, { hidden: true }));
    else report(problem('wrong-type', { expected, actual: this.#written(value, span), hint }, at, hiding(here)));
    return wrong;
  }

  #badValue(expected: string, value: Json, here: Here, suggestion?: string): typeof wrong {
    const hide = here.hidden || here.secret !== undefined;
    const args = { expected, actual: hide ? 'another text' : describe(value), ...(suggestion ? { suggestion } : {}) };
    this.#workspace.report(problem('bad-value', args, here.span, hide ? { hidden: true } : {}));
    return wrong;
  }

  /** A value as its author wrote it: 1.10, where YAML made 1.1 of it. */
  #written(value: Json, span: Span): string {
    return typeof value === 'number' ? `the number ${this.#workspace.textAt(span) || String(value)}` : describe(value);
  }
}

/** The patterns of the definition, each compiled once. */
const expressions = new Map<string, RegExp>();

function expressionOf(pattern: string, flags: string): RegExp {
  const expression = expressions.get(flags + pattern) ?? new RegExp(pattern, flags);
  expressions.set(flags + pattern, expression);
  return expression;
}

/** The member of a union that the kind of a value points to; of any other shape, itself. */
export function branchFor(shape: Shape, value: Json): Shape | undefined {
  const kind = kindOf(value);
  return shape.anyOf ? shape.anyOf.find((branch) => accepts(branch, kind)) : shape;
}

function kindOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

function accepts(shape: Shape, kind: string): boolean {
  if (shape['x-kind'] === 'value') return true;
  if (shape['x-kind'] === 'schema') return kind === 'object' || kind === 'boolean';
  if (shape.anyOf) return shape.anyOf.some((branch) => accepts(branch, kind));
  return shape.type === kind || (shape.type === 'integer' && kind === 'number');
}

function describe(value: Json): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  return `the ${typeof value} ${String(value)}`;
}

/** The trap behind a wrong type, where YAML has a well-known one. */
function hintFor(expected: string, value: Json): string {
  if (expected === 'a list' && typeof value === 'string') return 'put it in [ ]';
  if (value === null) return 'give it a value, or take the key away';
  if (expected.startsWith('a string') && (typeof value === 'number' || typeof value === 'boolean')) return 'put it in quotes';
  if (/\b(integer|number|status)\b/.test(expected) && typeof value === 'string' && /^-?[0-9]+(\.[0-9]+)?$/.test(value))
    return 'take the quotes away';
  if (expected.includes('boolean') && typeof value === 'string' && /^(yes|on|y)$/i.test(value))
    return 'YAML 1.2 reads it as a word: write true';
  if (expected.includes('boolean') && typeof value === 'string' && /^(no|off|n)$/i.test(value))
    return 'YAML 1.2 reads it as a word: write false';
  return '';
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}
