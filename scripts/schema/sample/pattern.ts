import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { characterOf, isCharacterOf } from './character.ts';

/** How much longer than needed a match is made, by each `*`, `+`, `?` or `{…}` in it. The first is what reads best. */
const ease = [4, 2, 1, 0];

/** How often other alternatives and characters are tried. */
const mostTurns = 6;

/** A longer text than this is given up. */
const longest = 20_000;

/**
 * Texts that a regular expression (ECMA-262, Unicode mode) matches, of `least` to `most` characters. What looks around
 * itself, or back, is often but not always found.
 */
export function* matchesOf(pattern: string, least: number, most: number): Generator<string> {
  const parsed = parse(pattern);
  if (!parsed) return;
  const { tree, matcher } = parsed;
  const seen = new Set<string>();
  for (let turn = 0; turn < mostTurns; turn++) {
    const bare = write(tree, { each: 0, total: 0, turn });
    const room = bare === undefined ? 0 : least - [...bare].length;
    const lengths = [...ease.map((each) => ({ each, total: longest, turn })), ...stretches(room, turn)];
    const written = lengths.map((lengthening) => write(tree, lengthening)).filter((text) => text !== undefined);
    // Where an expression does not say how a text begins or ends, anything may be there.
    const padded = written.slice(0, 1).flatMap((text) => [text.padEnd(least, 'x'), text.padStart(least, 'x')]);
    for (const text of [...written, ...padded]) {
      const length = [...text].length;
      if (length < least || length > most || seen.has(text) || !matcher.test(text)) continue;
      seen.add(text);
      yield text;
    }
  }
}

/** What makes a match longer: how often each repetition goes on at most, and how many characters that may add in all. */
type Lengthening = { readonly each: number; readonly total: number; readonly turn: number };

function stretches(room: number, turn: number): Lengthening[] {
  return room > 0 ? [room, room + 1, room - 1].map((total) => ({ each: longest, total, turn })) : [];
}

const parsedPatterns = new Map<string, { tree: AST.Pattern; matcher: RegExp } | undefined>();

function parse(pattern: string): { tree: AST.Pattern; matcher: RegExp } | undefined {
  if (!parsedPatterns.has(pattern)) parsedPatterns.set(pattern, parseAnew(pattern));
  return parsedPatterns.get(pattern);
}

function parseAnew(pattern: string): { tree: AST.Pattern; matcher: RegExp } | undefined {
  try {
    const tree = new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode: true, unicodeSets: false });
    return { tree, matcher: new RegExp(pattern, 'u') };
  } catch {
    return undefined; // What this Node runs and the parser does not know, or the other way round.
  }
}

function write(tree: AST.Pattern, lengthening: Lengthening): string | undefined {
  const writer = new Writer(lengthening);
  const text = writer.write(tree);
  return writer.size > longest ? undefined : text;
}

/** Writes one match of a parsed expression. */
class Writer {
  /** The characters written so far, also those of what was thrown away. */
  size = 0;
  #each: number;
  readonly #turn: number;
  #left: number;
  #position: number;
  /** Characters that something ahead asks for: what comes next has them where it can. */
  readonly #ahead: string[] = [];
  readonly #groups = new Map<AST.CapturingGroup, string>();

  constructor({ each, total, turn }: Lengthening) {
    this.#each = each;
    this.#left = total;
    this.#turn = turn;
    this.#position = turn;
  }

  write(node: AST.Pattern | AST.Element): string {
    if (this.size > longest) return '';
    switch (node.type) {
      case 'Pattern':
      case 'Group':
        return this.#oneOf(node.alternatives);
      case 'CapturingGroup': {
        const text = this.#oneOf(node.alternatives);
        this.#groups.set(node, text);
        return text;
      }
      case 'Quantifier':
        return this.#repeated(node);
      case 'Character':
        return this.#counted(String.fromCodePoint(node.value));
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass':
        return this.#counted(this.#fromAhead(node.raw) ?? characterOf(node.raw, this.#position++));
      case 'Backreference':
        return this.#counted(this.#groups.get([node.resolved].flat()[0] as AST.CapturingGroup) ?? '');
      case 'Assertion':
        if (node.kind === 'lookahead' && !node.negate && this.#turn % 2 === 0) this.#lookAhead(node);
        return '';
      default:
        return '';
    }
  }

  /** "Somewhere ahead there is a digit" mostly holds when a digit comes as soon as it can. */
  #lookAhead({ alternatives }: AST.LookaheadAssertion): void {
    const each = this.#each;
    this.#each = 0;
    const text = this.#oneOf(alternatives);
    this.#each = each;
    this.#ahead.push(...text);
  }

  #fromAhead(expression: string): string | undefined {
    const [next] = this.#ahead;
    if (next === undefined || !isCharacterOf(expression, next)) return undefined;
    return this.#ahead.shift();
  }

  #oneOf(alternatives: readonly AST.Alternative[]): string {
    const chosen = alternatives[Math.floor(this.#turn / 2) % alternatives.length];
    return (chosen?.elements ?? []).map((element) => this.write(element)).join('');
  }

  #repeated({ element, min, max }: AST.Quantifier): string {
    let text = '';
    for (let count = 0; count < min && this.size <= longest; count++) text += this.#once(element);
    const most = Math.min(max - min, this.#each);
    for (let more = 0; more < most && this.#left > 0 && this.size <= longest; more++) {
      const before = this.size;
      text += this.#once(element);
      this.#left -= Math.max(this.size - before, 1);
    }
    return text;
  }

  /** An element that writes nothing counts as well, so that repeating it comes to an end. */
  #once(element: AST.QuantifiableElement): string {
    const before = this.size;
    const text = this.write(element);
    if (this.size === before) this.size++;
    return text;
  }

  #counted(text: string): string {
    this.size += text.length;
    return text;
  }
}
