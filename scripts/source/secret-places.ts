import { namesSecret, secretForms } from './secrets.ts';
import type { SourceFile } from './source-file.ts';

/** What may be read of a secret: what is said about it, not what it is. */
const harmless = new Set(
  `$ref deprecated description enum expect format from in items kind maxLength minLength name pattern properties readOnly
   required scheme schema status title type writeOnly`.split(/\s+/),
);

/** A key of YAML or JSON with what follows its colon; the space after it may be missing, which is a frequent mistake. */
const member = /(?<![\w.-])(["']?)([\w.$-]+)\1\s*:\s*/g;

/**
 * Where on a line of a spec a secret may stand: the value behind a key that names one, everything below such a key, and
 * what has the form of a key or token. A line is looked at without understanding the file, since it is shown just when
 * the file cannot be understood. `{{variables}}` are no secrets.
 * @param number the line, from 1
 * @returns pairs of offsets in the line, the end not included; they may overlap
 */
export function secretsOnLine(source: SourceFile, number: number): readonly (readonly [start: number, end: number])[] {
  const lines = looked.get(source) ?? new Map<number, [number, number][]>();
  looked.set(source, lines);
  const found = lines.get(number) ?? lookAt(source, number);
  lines.set(number, found);
  return found;
}

/** What was found: many failures may be at one line, and each look goes through what stands above it. */
const looked = new WeakMap<SourceFile, Map<number, [number, number][]>>();

function lookAt(source: SourceFile, number: number): [start: number, end: number][] {
  const line = source.line(number);
  const start = line.search(/\S/);
  if (start < 0) return [];
  const found = secretForms(line);
  for (const match of line.matchAll(/(?<![\w.-])([\w.-]+)=([^&\s"',}{]+)/g))
    if (namesSecret(match[1] ?? '')) found.push([match.index + (match[1] ?? '').length + 1, match.index + match[0].length]);

  const around = whatHolds(source, number);
  if (around === 'text') return [...found, [start, line.length]];
  if (around === 'map') found.push(...valuesIn(line, start, (key) => !harmless.has(key)));
  // A list item or a line that goes on below a key that names a secret.
  if (around === 'map' && !startsWithKey(line)) found.push([start, line.length]);
  found.push(...valuesIn(line, start, namesSecret));
  return found;
}

/** The values on a line whose key is one of `wanted`; inside of a map in braces, all but the harmless ones. */
function valuesIn(line: string, from: number, wanted: (key: string) => boolean): [number, number][] {
  const found: [number, number][] = [];
  for (const match of line.slice(from).matchAll(member)) {
    const at = from + match.index + match[0].length;
    if (!wanted(match[2] ?? '')) continue;
    const rest = line.slice(at);
    if (/^(#|$|[|>][-+0-9]*\s*(#|$)|["']{2}\s*([,}\]#]|$))/.test(rest)) continue;
    if (rest.startsWith('{') && !rest.startsWith('{{')) {
      found.push(...valuesIn(line, at + 1, (key) => !harmless.has(key)));
      continue;
    }
    const length = lengthOfValue(rest);
    if (!/\{\{[^{}]*\}\}/.test(rest.slice(0, length))) found.push([at, at + length]);
  }
  return found;
}

/** How much of `rest` one value takes: a quoted text, a list, or what comes before the next sign of a map. */
function lengthOfValue(rest: string): number {
  const quoted = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(rest)?.[0];
  if (quoted !== undefined) return quoted.length;
  if (rest.startsWith('[')) return rest.includes(']') ? rest.indexOf(']') + 1 : rest.length;
  // Up to the end: a comma may well be part of a secret that stands in no braces.
  const outside = rest.replace(/\{\{[^{}]*\}\}/g, (variable) => '.'.repeat(variable.length));
  return /[}\]]/.test(outside) ? Math.max(1, outside.search(/,\s|\s*[}\]]/)) : rest.length;
}

/** Whether a line stands below a key that names a secret: in its text, in its map, or not at all. */
function whatHolds(source: SourceFile, number: number): 'text' | 'map' | 'nothing' {
  const holders = holdersIn(source);
  for (let above = holders[number] ?? 0; above > 0; above = holders[above] ?? 0) {
    const line = source.line(above);
    const [match] = line.matchAll(member);
    const key = match?.[2] ?? '';
    if (key !== 'secrets' && !namesSecret(key)) continue;
    const rest = line
      .slice((match?.index ?? 0) + (match?.[0].length ?? 0))
      .replace(/#.*$/, '')
      .trim();
    return rest === '' || /^[{&]/.test(rest) ? 'map' : 'text';
  }
  return 'nothing';
}

/** For each line, the nearest one above it that is indented less, or 0: worked out once, since a document may have many lines. */
const known = new WeakMap<SourceFile, Int32Array>();

function holdersIn(source: SourceFile): Int32Array {
  const earlier = known.get(source);
  if (earlier) return earlier;
  const { text } = source;
  const holders = new Int32Array(source.lineCount + 1);
  const open: { readonly number: number; readonly indent: number }[] = [];
  let blank = '';
  for (let number = 1; number <= source.lineCount; number++) {
    const start = source.offsetOfLine(number);
    // Most lines begin like the one before, or with more.
    let first = text.startsWith(blank, start) ? start + blank.length : start;
    while (isBlank(text, first)) first++;
    if (first - start !== blank.length) blank = text.slice(start, first);
    const isSilent = first === text.length || text[first] === '\n' || text[first] === '#';
    // The items of a list may stand as far left as the key that holds them.
    const isItem = text[first] === '-' && (isBlank(text, first + 1) || text[first + 1] === '\n' || first + 1 === text.length);
    const indent = first - start + (isItem ? 1 : 0);
    // What is silent holds nothing, but may be asked for what holds it.
    if (!isSilent) while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const holder = isSilent ? open.findLast((each) => each.indent < indent) : open.at(-1);
    holders[number] = indent > 0 ? (holder?.number ?? 0) : 0;
    if (!isSilent) open.push({ number, indent });
  }
  known.set(source, holders);
  return holders;
}

/** Whether a character of a line is a blank one; a line break is none. */
function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 0x20) return true;
  return code <= 0x0d ? code >= 0x09 && code !== 0x0a : code > 0x7f && /\s/.test(text.charAt(at));
}

function startsWithKey(line: string): boolean {
  return /^[\s-]*(["']?)[\w.$-]+\1\s*:(\s|$)/.test(line) || /^\s*[}\]]/.test(line);
}
