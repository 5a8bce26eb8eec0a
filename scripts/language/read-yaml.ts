import { type Alias, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseAllDocuments } from 'yaml';
import { type Json, pointerTo } from '../source/json.ts';
import { problem, type Report } from '../source/problem.ts';
import type { SourceFile, Span } from '../source/source-file.ts';
import type { Places } from './places.ts';

/** One file read: its value, and where a scalar at its very top stands. */
export interface YamlFile {
  readonly value: Json;
  readonly span: Span;
}

/** More values than this after aliases are followed is a bomb, not a spec. */
const MOST_VALUES = 200_000;

/**
 * Reads one YAML 1.2 (core schema) or JSON file into plain JSON values, with their places. What JSON cannot say (tags,
 * several documents, keys that are not words, numbers that would be rounded) is a problem, never a silent change.
 * @returns undefined when the text cannot be understood at all
 */
export function readYaml(source: SourceFile, file: string, places: Places, report: Report): YamlFile | undefined {
  const documents = parseAllDocuments(source.text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: true,
    prettyErrors: false,
    logLevel: 'silent',
    lineCounter: new LineCounter(),
  });
  const list = Array.isArray(documents) ? documents : [];
  let broken = false;
  for (const document of list) {
    for (const error of document.errors) {
      broken = true;
      const span = source.span(error.pos[0], error.pos[1]);
      if (error.code === 'DUPLICATE_KEY') {
        // The parser gives the start of the key only.
        const key = /^[^\s:]+/.exec(source.text.slice(error.pos[0]))?.[0] ?? '';
        report(problem('duplicate-key', { key }, source.span(error.pos[0], error.pos[0] + key.length)));
      } else if (error.code === 'TAB_AS_INDENT') report(problem('tab-indent', {}, span));
      else if (error.code !== 'MULTIPLE_DOCS') report(problem('yaml-syntax', { reason: plainReason(error.message) }, span));
    }
    for (const warning of document.warnings) {
      broken = true;
      report(problem('yaml-tag', { reason: plainReason(warning.message) }, source.span(warning.pos[0], warning.pos[1])));
    }
  }
  const second = list[1];
  if (second) {
    const at = source.text.indexOf('---', list[0]?.contents?.range?.[1] ?? 0);
    report(problem('several-documents', {}, source.span(at, at + 3)));
    return undefined;
  }
  if (broken) return undefined;
  const root = list[0]?.contents ?? null;
  if (root === null) {
    report(problem('empty-file', {}, source.span(0, 0)));
    return undefined;
  }
  const reader = new Reader(source, file, places, report);
  const value = reader.value(root as Node, '');
  return reader.failed ? undefined : { value, span: reader.span(root as Node) };
}

/** The first sentence of the parser's message, without its own place. */
function plainReason(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '').replace(/\.$/, '');
}

class Reader {
  readonly #source: SourceFile;
  readonly #file: string;
  readonly #places: Places;
  readonly #report: Report;
  readonly #anchors = new Map<string, { node: Node; value: Json | undefined; size: number }>();
  #values = 0;
  failed = false;

  constructor(source: SourceFile, file: string, places: Places, report: Report) {
    this.#source = source;
    this.#file = file;
    this.#places = places;
    this.#report = report;
  }

  span(node: Node): Span {
    const range = node.range ?? [0, 0, 0];
    return this.#source.span(range[0], range[1]);
  }

  value(node: Node | null, pointer: string): Json {
    if (node === null) return null;
    if (isAlias(node)) return this.#alias(node);
    const before = this.#values++;
    const anchor = (node as { anchor?: string }).anchor;
    if (anchor) this.#anchors.set(anchor, { node, value: undefined, size: 0 });
    const value = this.#plain(node, pointer);
    if (anchor) this.#anchors.set(anchor, { node, value, size: this.#values - before });
    return value;
  }

  #plain(node: Node, pointer: string): Json {
    if (isMap(node)) return this.#map(node, pointer);
    if (isSeq(node)) {
      const list: Json[] = [];
      this.#places.add(list, this.span(node), this.#file, pointer);
      node.items.forEach((item, i) => {
        const child = item as Node;
        list.push(this.value(child, pointerTo(pointer, i)));
        this.#places.member(list, i, this.span(child), this.span(child));
      });
      return list;
    }
    return isScalar(node) ? this.#scalar(node) : null;
  }

  #map(node: Node & { items: Pair[] }, pointer: string): Json {
    const map: Record<string, Json> = {};
    this.#places.add(map, this.span(node), this.#file, pointer);
    for (const pair of node.items) {
      const keyNode = pair.key as Node;
      const child = pair.value as Node | null;
      if (!isScalar(keyNode) || keyNode.value === null) {
        this.#fail('yaml-key', {}, keyNode);
        continue;
      }
      // `200:` is a number to YAML and a status to the author: a key is what was written.
      const key = typeof keyNode.value === 'string' ? keyNode.value : (keyNode.source ?? String(keyNode.value));
      if (key === '<<') {
        this.#fail('merge-key', {}, keyNode);
        continue;
      }
      // defineProperty, so that a key `__proto__` is a key like any other.
      Object.defineProperty(map, key, {
        value: this.value(child, pointerTo(pointer, key)),
        enumerable: true,
        writable: true,
        configurable: true,
      });
      const keySpan = this.span(keyNode);
      this.#places.member(map, key, keySpan, child?.range ? this.span(child) : keySpan);
    }
    return map;
  }

  #scalar(node: Node & { value: unknown; source?: string }): Json {
    const { value } = node;
    if (typeof value === 'number') {
      const text = (node.source ?? '').replace(/_/g, '');
      const isWhole = /^[-+]?\d+$/.test(text);
      if (!Number.isFinite(value) || (isWhole && !Number.isSafeInteger(value)))
        this.#fail('number-imprecise', { text: text || String(value) }, node);
      return value;
    }
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
    return this.#fail('yaml-tag', { reason: 'a value that JSON does not have' }, node);
  }

  #alias(node: Alias): Json {
    const target = this.#anchors.get(node.source);
    if (!target) return this.#fail('yaml-syntax', { reason: `the alias *${node.source} has no anchor before it` }, node);
    if (target.value === undefined) return this.#fail('alias-cycle', { name: node.source }, node);
    // The value is shared, so reading costs nothing; everything that walks it later pays for every use.
    this.#values += target.size;
    if (this.#values > MOST_VALUES) return this.#fail('alias-bomb', { most: MOST_VALUES }, node);
    return target.value;
  }

  #fail(...[code, args, node]: ReaderProblem): null {
    if (code === 'alias-bomb' && this.failed) return null;
    this.failed = true;
    this.#report({ code, args: args as Record<string, string | number>, span: this.span(node) });
    return null;
  }
}

type ReaderProblem = [
  code: 'yaml-key' | 'merge-key' | 'number-imprecise' | 'yaml-tag' | 'yaml-syntax' | 'alias-cycle' | 'alias-bomb',
  args: object,
  node: Node,
];
