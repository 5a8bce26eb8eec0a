import { nearlyOfFormat } from '../../schema/sample/formats.ts';
import { matchesOf } from '../../schema/sample/pattern.ts';
import type { JsonObject } from '../../source/json.ts';
import { variablesIn } from '../template.ts';
import type { Attempt } from './attempt.ts';

/** Longer than this no text is made, to break a maxLength. */
const longest = 5000;

/** At how many places of a text something is changed. */
const mostPlaces = 24;

/** How many texts of a pattern are tried. */
const mostMatches = 5;

/** The ways in which a text breaks what one schema object asks for. */
export function* textBreaks(value: string, schema: JsonObject, around: readonly JsonObject[]): Generator<Attempt> {
  const { minLength, maxLength, pattern, format } = schema;
  // What a variable stands for is known when it is sent: nothing can be made of it.
  const own = variablesIn(value).length > 0 ? '' : value;
  const patterns = around.flatMap((each) => (typeof each['pattern'] === 'string' ? [each['pattern']] : []));
  if (typeof minLength === 'number' && minLength > 0)
    yield { keyword: 'minLength', words: 'too short', values: shortened(own, minLength - 1, patterns) };
  if (typeof maxLength === 'number' && maxLength < longest)
    yield { keyword: 'maxLength', words: 'too long', values: lengthened(own, maxLength + 1, patterns) };
  if (typeof pattern === 'string') {
    const fixed = ['!', 'x', '0', 'not what it should be', ''];
    yield { keyword: 'pattern', words: 'that breaks its pattern', values: [...changed(own), ...fixed] };
  }
  if (typeof format === 'string') {
    yield { keyword: 'format', words: `that is no ${format}`, values: spoiled(own, format) };
    for (const text of nearlyOfFormat(format))
      yield { keyword: 'format', variant: text, words: `that is no ${format}: ${text}`, values: [text] };
  }
}

/** Texts that are made of a right one, and as long where possible, but are not of the format. */
function spoiled(value: string, format: string): string[] {
  const texts = [`not a ${format}!`, 'not of this form: <>', '('];
  if (format.endsWith('email')) texts.unshift(value.replace('@', '.'), value.replace(/@.*/, '@'));
  if (format === 'uri' || format === 'iri') texts.push(value.replace(':', ' '));
  return [...texts, ...nearlyOfFormat(format), value.replace(/./gu, '!'), `!${value.slice(1)}`, `${value.slice(0, -1)}!`];
}

/** A text with one thing changed that a pattern may care about, most drastic first. */
function changed(value: string): string[] {
  const characters = [...value];
  const at = (i: number, by: string) => characters.map((each, n) => (n === i ? by : each)).join('');
  const places = characters.slice(0, mostPlaces).map((_, i) => i);
  const inner = places.flatMap((i) => {
    const own = characters[i] ?? '';
    return [/\d/.test(own) ? 'x' : '0', own === own.toUpperCase() ? own.toLowerCase() : own.toUpperCase(), '-'].map((by) => at(i, by));
  });
  return [
    ...places.map((i) => at(i, '!')),
    ...inner,
    `${value}!`,
    `!${value}`,
    `${value}${characters.at(-1) ?? 'x'}`,
    characters.slice(0, -1).join(''),
    characters.slice(1).join(''),
  ].filter((each) => each !== value);
}

function* shortened(value: string, length: number, patterns: readonly string[]): Generator<string> {
  const characters = [...value];
  const left = Math.max(0, characters.length - length);
  // Cut at the end, at the beginning, and anywhere between.
  for (let i = 0; i < Math.min(length + 1, mostPlaces); i++)
    yield [...characters.slice(0, length - i), ...characters.slice(length - i + left)].join('');
  for (const pattern of patterns) yield* someMatches(pattern, 0, length);
  yield 'x'.repeat(length);
}

/** A text made longer of its own characters, so that what else is said of it stays true. */
function* lengthened(value: string, length: number, patterns: readonly string[]): Generator<string> {
  const characters = [...value];
  const missing = Math.max(0, length - characters.length);
  const last = characters.length - 1;
  const order = [last, 0, ...characters.slice(1, Math.min(last, mostPlaces)).map((_, i) => i + 1)].filter((i) => i >= 0);
  for (const i of order) yield [...characters.slice(0, i), (characters[i] ?? '').repeat(missing + 1), ...characters.slice(i + 1)].join('');
  if (value !== '') {
    const repeated = value.repeat(Math.ceil(length / characters.length));
    yield* [[...repeated].slice(0, length).join(''), repeated];
  }
  for (const pattern of patterns) yield* someMatches(pattern, length, 2 * longest);
  yield 'x'.repeat(length);
}

function* someMatches(pattern: string, least: number, most: number): Generator<string> {
  let left = mostMatches;
  for (const text of matchesOf(pattern, least, most)) {
    yield text;
    if (--left === 0) return;
  }
}
