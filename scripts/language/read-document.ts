import { type Document, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { type Json, pointerTokens } from '../source/json.ts';
import { type Problem, problem } from '../source/problem.ts';
import { LazySpan, type SourceFile, type Span } from '../source/source-file.ts';
import { JsonIndex, type Range } from './json-index.ts';
import { reasonFor } from './yaml-reason.ts';

/** A JSON or YAML document that is no spec: its value, and a way to find places in it when one is to be shown. */
export interface ForeignDocument {
  readonly value: Json;
  /** Where the value at a JSON Pointer (or its key) stands; the nearest place around it when the pointer leads nowhere. */
  readonly locate: (pointer: string, part?: 'key' | 'value') => Span;
}

/**
 * Reads a document that others wrote, such as an OpenAPI document. It may be large: places are only worked out when they are
 * asked for. YAML may have what specs do without, merge keys for one.
 */
export function readDocument(source: SourceFile): ForeignDocument | Problem {
  const json = parsedJson(source.text);
  if (json !== undefined) {
    const index = new JsonIndex(source.text);
    return { value: json, locate: locator(source, (tokens, part) => index.find(tokens, part)) };
  }
  try {
    const document = parseDocument(source.text, {
      version: '1.2',
      merge: true,
      prettyErrors: false,
      logLevel: 'silent',
      uniqueKeys: false,
    });
    const [error] = document.errors;
    if (error) return problem('yaml-syntax', { reason: reasonFor(error) }, source.span(...error.pos));
    // Through JSON, so that nothing is left that JSON cannot say.
    const value = JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: 100_000 })) ?? 'null') as Json;
    return { value, locate: locator(source, (tokens, part) => rangeIn(document, tokens, part)) };
  } catch (error) {
    return problem('document-unreadable', { reason: whyNot(error as Error) }, source.span(0, 0));
  }
}

/**
 * Does something with a document that goes as deep as its maps and lists are nested: thousands of levels end the stack, and are
 * the problem that this gives.
 */
export function unlessTooDeep<T>(work: () => T, at: Span): T | Problem {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError) || !error.message.includes('call stack')) throw error;
    return problem('document-unreadable', { reason: whyNot(error) }, at);
  }
}

function whyNot(error: Error): string {
  if (error instanceof RangeError) return 'maps and lists are nested too deep';
  if (error instanceof TypeError) return 'an alias (*…) in it stands for a map or list that holds the alias';
  return 'its aliases (*…) stand for too many values, or for none';
}

function parsedJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function locator(source: SourceFile, find: (tokens: readonly string[], part: 'key' | 'value') => Range): ForeignDocument['locate'] {
  return (pointer, part = 'value') => new LazySpan(source.path, () => source.span(...find(pointerTokens(pointer), part)));
}

function rangeIn(document: Document, tokens: readonly string[], part: 'key' | 'value'): Range {
  let node = document.contents as Node | null;
  let range = rangeOf(node) ?? [0, 0];
  for (const [i, token] of tokens.entries()) {
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => isScalar(key) && (key.value === token || String(key.value) === token || key.source === token),
      );
      if (!pair) break;
      const key = rangeOf(pair.key as Node) ?? range;
      range = part === 'key' && i === tokens.length - 1 ? key : (rangeOf(pair.value as Node | null) ?? key);
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      const item = node.items[Number(token)] as Node | undefined;
      if (!item) break;
      range = rangeOf(item) ?? range;
      node = item;
    } else break;
  }
  return range;
}

function rangeOf(node: Node | null): Range | undefined {
  return node?.range ? [node.range[0], node.range[1]] : undefined;
}
