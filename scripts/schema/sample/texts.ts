import { textsOfFormat } from './formats.ts';
import type { Maker, SamplePlace } from './maker.ts';
import { textOfName } from './names.ts';
import { matchesOf } from './pattern.ts';
import type { Shape } from './shape.ts';

/** No longer text is made: an example of more characters shows nothing. */
const longest = 20_000;

/** How many numbered texts there are, for lists whose items have to differ. */
const mostVariants = 60;

/** Texts for a shape: by its format, its name, its patterns, and what fills the length that is asked for. */
export function* texts({ parts }: Shape, { name, within }: SamplePlace, maker: Maker): Generator<string> {
  const all = <T>(keyword: string, is: (value: unknown) => value is T): T[] =>
    parts.flatMap(({ schema }) => (is(schema[keyword]) ? [schema[keyword]] : []));
  const least = Math.max(0, ...all('minLength', isNumber));
  const most = Math.min(longest, ...all('maxLength', isNumber));
  if (least > most) return;
  const patterns = all('pattern', isText);
  // A format that the validator does not know still says what is meant.
  for (const { schema } of parts) {
    const { format, contentEncoding } = maker.written(schema);
    for (const each of [format, contentEncoding]) if (typeof each === 'string') yield* textsOfFormat(each, least, most);
  }
  const proposal = textOfName(name, within);
  if (patterns.length > 0) {
    yield* [proposal, proposal.toUpperCase()].filter((text) => lengthOf(text) >= least && lengthOf(text) <= most);
    for (const pattern of patterns) yield* matchesOf(pattern, least, most);
  }
  yield fitted(proposal, least, most);
  for (let number = 2; number < mostVariants; number++) yield numbered(proposal, number, least, most);
}

/** A text of a length that is allowed. */
function fitted(text: string, least: number, most: number): string {
  const characters = [...text];
  if (characters.length > most) {
    const cut = characters.slice(0, most).join('').trimEnd();
    return lengthOf(cut) >= least ? cut : characters.slice(0, most).join('');
  }
  let filled = characters;
  while (filled.length < least) filled = [...filled, ' ', ...characters, ...(characters.length === 0 ? ['x'] : [])];
  return filled.length > characters.length ? filled.slice(0, least).join('').replace(/ $/, 'x') : text;
}

/** Another text for each number. */
function numbered(text: string, number: number, least: number, most: number): string {
  const plain = `${text} ${number}`;
  if (lengthOf(plain) <= most) return fitted(plain, least, most);
  const ending = number.toString(36);
  return fitted(text, Math.max(least - ending.length, 0), Math.max(most - ending.length, 0)) + ending;
}

function lengthOf(text: string): number {
  return [...text].length;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
