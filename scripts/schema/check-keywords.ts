import { isObject, type Json } from '../source/json.ts';
import { suggest } from '../source/suggest.ts';
import { FOREIGN, KEYWORDS, type Keyword } from './dialect.ts';
import { mistakesIn } from './keyword-values.ts';
import type { Place } from './places.ts';
import type { SchemaProblemCode } from './problems.ts';
import { formatTable } from './validator/formats/format-table.js';

/** What `checkKeywords` hands its problems to. `tokens` lead from the schema to the place of the problem. */
export type ReportKeyword = (code: SchemaProblemCode, tokens: readonly string[], args: Readonly<Record<string, string>>) => void;

/**
 * Checks one schema object, not its subschemas: that its keywords exist in 2020-12, and that their values are what the metaschema asks for.
 * (Not with the metaschema itself: it cannot say which keyword was meant, and what it finds is worded for the author of a metaschema.)
 */
export function checkKeywords(place: Place, unknownKeywords: 'problem' | 'ignore', report: ReportKeyword): void {
  if (typeof place.value === 'boolean') return;
  if (!isObject(place.value)) {
    report('not-a-schema', [], {});
    return;
  }
  for (const [name, value] of Object.entries(place.value)) {
    const keyword = KEYWORDS.get(name);
    if (keyword === undefined) {
      if (unknownKeywords === 'problem' && !name.startsWith('x-')) reportUnknown(name, report);
    } else if (isInDialect(keyword, place)) {
      checkValue(name, keyword, value, report);
    }
  }
}

/** Whether a keyword is from a vocabulary that the schema uses. One from another vocabulary has no meaning there. */
export function isInDialect(keyword: Keyword, place: Place): boolean {
  return keyword.vocabularies.some((vocabulary) => place.vocabularies.has(vocabulary));
}

function reportUnknown(name: string, report: ReportKeyword): void {
  const instead = FOREIGN.get(name);
  if (instead !== undefined) report('foreign-keyword', [name], { keyword: name, instead });
  else report('unknown-keyword', [name], { keyword: name, ...nearestOf(name, KEYWORDS.keys()) });
}

function checkValue(name: string, { shape }: Keyword, value: Json, report: ReportKeyword): void {
  const instead = formerMeaning(name, value);
  if (instead !== undefined) {
    report('foreign-keyword', [name], { keyword: name, instead });
    return;
  }
  const mistakes = mistakesIn(shape, value);
  for (const { tokens, ...args } of mistakes) report('invalid-keyword', [name, ...tokens], { keyword: name, ...args });
  if (mistakes.length > 0) return;
  if (shape === 'pattern') checkPattern(String(value), [name], report);
  if (shape === 'pattern-map') for (const pattern of Object.keys(Object(value))) checkPattern(pattern, [name, pattern], report);
  if (shape === 'format' && !Object.hasOwn(formatTable, String(value))) reportFormat(name, String(value), report);
}

/** A format that begins with "x-" is of one's own, like a keyword. */
function reportFormat(name: string, format: string, report: ReportKeyword): void {
  const { nearest } = format.startsWith('x-') ? {} : nearestOf(format, Object.keys(formatTable));
  if (nearest === undefined) report('unknown-format', [name], { format });
  else report('misspelt-format', [name], { format, nearest });
}

/** What 2020-12 has for a value that a keyword could have in an older draft. */
function formerMeaning(keyword: string, value: Json): string | undefined {
  if (keyword === 'items' && Array.isArray(value)) return 'prefixItems';
  if (keyword === 'exclusiveMinimum' && typeof value === 'boolean') return 'exclusiveMinimum: the number itself, without minimum';
  if (keyword === 'exclusiveMaximum' && typeof value === 'boolean') return 'exclusiveMaximum: the number itself, without maximum';
  return undefined;
}

/** A pattern must be a regular expression of ECMA-262; in Unicode mode, as JSON Schema asks (core, section 6.4). */
function checkPattern(pattern: string, tokens: readonly string[], report: ReportKeyword): void {
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    // "Invalid regular expression: /(/u: Unterminated group" → "Unterminated group"
    const reason = String((error as Error).message).replace(/^Invalid regular expression: .*\/u?: /s, '');
    report('invalid-pattern', tokens, { pattern, reason });
  }
}

function nearestOf(word: string, known: Iterable<string>): { nearest?: string } {
  const nearest = suggest(word, known);
  return nearest === undefined ? {} : { nearest };
}
