import { type Alias, isAlias, isMap, isScalar, isSeq, Lexer, type Node, type Pair, parseAllDocuments } from 'yaml';
import { type Json, pointerTo, setMember } from '../source/json.ts';
import { type Problem, problem, type Report } from '../source/problem.ts';
import type { SourceFile, Span } from '../source/source-file.ts';
import { isJsonNumber, isRounded } from './numbers.ts';
import type { Places } from './places.ts';
import { placeFor, reasonFor } from './yaml-reason.ts';

/** One file read: its value, and where a scalar at its very top stands. */
export interface YamlFile {
  readonly value: Json;
  readonly span: Span;
}

/** More values than this after aliases are followed is a bomb, not a spec. */
const MOST_VALUES = 200_000;

/** Maps and lists inside of each other: far more than any spec has, and few enough for every walk that is to come. */
export const MOST_LEVELS = 200;

/** The tags that only say what a value is anyway. */
const plainTag = /^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/;

/**
 * Reads one YAML 1.2 (core schema) or JSON file into plain JSON values, with their places. What JSON cannot say (tags,
 * several documents, keys that are not words, numbers that would be rounded) is a problem, never a silent change.
 * @returns undefined when the text cannot be understood at all
 */
export function readYaml(source: SourceFile, file: string, places: Places, report: Report): YamlFile | undefined {
  const deep = deepBracket(source.text);
  if (deep !== undefined) {
    report(problem('too-deep', { most: MOST_LEVELS }, source.span(deep, deep + 1)));
    return undefined;
  }
  const documents = parseAllDocuments(source.text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    // The reader finds them itself: it knows both places, and that the keys 200 and "200" are the same.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const list = Array.isArray(documents) ? documents : [];
  const tabs = list.flatMap((document) => document.errors.filter((error) => error.code === 'TAB_AS_INDENT'));
  const firstTab = Math.min(...tabs.map((error) => error.pos[0]));
  let broken = false;
  let lastLine = 0;
  for (const document of list) {
    for (const error of [...document.errors, ...document.warnings]) {
      broken = true;
      // What follows a tab is read at the wrong level: one tab is one mistake.
      if (error.code !== 'TAB_AS_INDENT' && error.pos[0] >= firstTab) continue;
      const span = source.span(...placeFor(error, document));
      // One mistake often trips the parser several times on its line.
      if (span.start.line === lastLine) continue;
      lastLine = span.start.line;
      if (error.code === 'TAB_AS_INDENT') report(problem('tab-indent', {}, span));
      else if (error.code === 'RESOURCE_EXHAUSTION') report(problem('too-deep', { most: MOST_LEVELS }, span));
      else if (error.code === 'TAG_RESOLVE_FAILED') report(problem('yaml-tag', {}, span));
      else report(problem('yaml-syntax', { reason: reasonFor(error) }, span));
    }
    if (document.directives?.yaml.explicit && document.directives.yaml.version !== '1.2') {
      broken = true;
      const at = source.text.indexOf('%YAML');
      report(problem('yaml-syntax', { reason: 'specs are YAML 1.2; take this line away' }, source.span(at, at + '%YAML 1.1'.length)));
    }
  }
  const second = list[1];
  if (second && tabs.length === 0) {
    const at = (second.range?.[0] ?? 0) + (/^\s*/.exec(source.text.slice(second.range?.[0] ?? 0))?.[0].length ?? 0);
    report(problem('several-documents', {}, source.span(at, at + 3)));
    return undefined;
  }
  if (broken) return undefined;
  const root = list[0]?.contents ?? null;
  if (root === null || (isScalar(root) && root.value === null && root.source === '')) {
    report(problem('empty-file', {}, source.span(0, 0)));
    return undefined;
  }
  const reader = new Reader(source, file, places, report);
  const value = reader.value(root as Node, '');
  return reader.failed ? undefined : { value, span: reader.span(root as Node) };
}

/**
 * Where brackets are nested more than MOST_LEVELS deep. The parser takes seconds for thousands of them, and its stack ends
 * somewhere on the way; splitting the text into tokens takes neither.
 */
function deepBracket(text: string): number | undefined {
  if ((text.match(/[[{]/g)?.length ?? 0) <= MOST_LEVELS) return undefined;
  let offset = 0;
  let levels = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') levels++;
    else if (token === ']' || token === '}') levels--;
    if (levels > MOST_LEVELS) return offset;
    // Tokens of one control character stand for no text: the beginning of a document or of a scalar.
    if (!/^[\u0002\u0018\u001f]$/.test(token)) offset += token.length;
  }
  return undefined;
}

class Reader {
  readonly #source: SourceFile;
  readonly #file: string;
  readonly #places: Places;
  readonly #report: Report;
  readonly #anchors = new Map<string, { node: Node; value: Json | undefined; size: number }>();
  #values = 0;
  #levels = 0;
  #bomb = false;
  /** Set when the value is not what its author meant, so that rules about it would only confuse. */
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
    if (node.tag !== undefined && !plainTag.test(node.tag)) this.#fail(problem('yaml-tag', {}, this.#tagSpan(node)));
    const value = this.#plain(node, pointer);
    if (anchor) this.#anchors.set(anchor, { node, value, size: this.#values - before });
    return value;
  }

  /** Where the tag before a node stands. */
  #tagSpan(node: Node): Span {
    const { start, end } = this.span(node);
    const tag = /!\S*\s+(&\S+\s+)?$/.exec(this.#source.text.slice(Math.max(0, start.offset - 300), start.offset));
    return this.#source.span(start.offset - (tag?.[0].length ?? 0), end.offset);
  }

  #plain(node: Node, pointer: string): Json {
    if (isScalar(node)) return this.#scalar(node);
    if (!isMap(node) && !isSeq(node)) return null;
    if (this.#levels >= MOST_LEVELS) return this.#fail(problem('too-deep', { most: MOST_LEVELS }, this.span(node)));
    this.#levels++;
    const value = isMap(node) ? this.#map(node, pointer) : this.#list(node, pointer);
    this.#levels--;
    return value;
  }

  #list(node: Node & { items: unknown[] }, pointer: string): Json {
    const list: Json[] = [];
    this.#places.add(list, this.span(node), this.#file, pointer);
    node.items.forEach((item, i) => {
      const child = item as Node;
      list.push(this.value(child, pointerTo(pointer, i)));
      const place = this.span(child);
      this.#places.member(list, i, place, place);
    });
    return list;
  }

  #map(node: Node & { items: Pair[] }, pointer: string): Json {
    const map: Record<string, Json> = {};
    this.#places.add(map, this.span(node), this.#file, pointer);
    for (const pair of node.items) {
      const keyNode = pair.key as Node;
      const child = pair.value as Node | null;
      if (!isScalar(keyNode) || keyNode.value === null) {
        this.#fail(problem('yaml-key', {}, keyNode === null ? this.span(node) : this.span(keyNode)));
        continue;
      }
      // `200:` is a number to YAML and a status to the author: a key is what was written.
      const key = typeof keyNode.value === 'string' ? keyNode.value : (keyNode.source ?? String(keyNode.value));
      const keySpan = this.span(keyNode);
      if (key === '<<') {
        this.#fail(problem('merge-key', {}, keySpan));
        continue;
      }
      if (Object.hasOwn(map, key)) {
        this.#report(problem('duplicate-key', { key }, keySpan, { related: [this.#places.key(map, key)] }));
        continue;
      }
      setMember(map, key, this.value(child, pointerTo(pointer, key)));
      this.#places.member(map, key, keySpan, child?.range ? this.span(child) : keySpan);
    }
    return map;
  }

  #scalar(node: Node & { value: unknown; source?: string }): Json {
    const { value } = node;
    if (typeof value === 'number') {
      const text = node.source ?? String(value);
      if (!Number.isFinite(value)) this.#report(problem('number-infinite', {}, this.span(node)));
      else if (!isJsonNumber(text)) this.#report(problem('number-form', { value }, this.span(node)));
      else if (isRounded(text)) this.#report(problem('number-imprecise', { value: String(value) }, this.span(node)));
      return Number.isFinite(value) ? value : 0;
    }
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
    // Only a tag makes anything else of a scalar, and that has been told.
    return null;
  }

  #alias(node: Alias): Json {
    const target = this.#anchors.get(node.source);
    if (!target) return this.#fail(problem('alias-unknown', {}, this.span(node)));
    if (target.value === undefined) return this.#fail(problem('alias-cycle', { name: node.source }, this.span(node)));
    // The value is shared, so reading costs nothing; everything that walks it later pays for every use.
    this.#values += target.size;
    if (this.#values > MOST_VALUES) {
      if (!this.#bomb) this.#fail(problem('alias-bomb', { most: MOST_VALUES }, this.span(node)));
      this.#bomb = true;
      return null;
    }
    return target.value;
  }

  #fail(found: Problem): null {
    this.failed = true;
    this.#report(found);
    return null;
  }
}
