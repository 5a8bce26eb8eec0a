import { inspect } from 'node:util';

/** A place in a text: `line` and `column` count from 1, `offset` counts UTF-16 units from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** A stretch of one file. `file` is the path as the user would type it, with forward slashes. */
export interface Span {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

/** A stretch that is worked out when somebody asks for it. To whoever prints it or makes JSON of it, it is like any other. */
abstract class ComputedSpan implements Span {
  abstract readonly file: string;
  abstract readonly start: Position;
  abstract readonly end: Position;

  toJSON(): Span {
    const { file, start, end } = this;
    return { file, start, end };
  }

  [inspect.custom](): Span {
    return this.toJSON();
  }
}

/** A stretch whose place in its file is worked out when somebody asks for it: in a large document that takes a while. */
export class LazySpan extends ComputedSpan {
  readonly file: string;
  readonly #find: () => Span;
  #found: Span | undefined;

  constructor(file: string, find: () => Span) {
    super();
    this.file = file;
    this.#find = find;
  }

  get start(): Position {
    this.#found ??= this.#find();
    return this.#found.start;
  }

  get end(): Position {
    this.#found ??= this.#find();
    return this.#found.end;
  }
}

/** A stretch of a text by its offsets: a large file has hundreds of thousands of them, and hardly one is ever shown. */
class TextSpan extends ComputedSpan {
  readonly #source: SourceFile;
  readonly #start: number;
  readonly #end: number;

  constructor(source: SourceFile, start: number, end: number) {
    super();
    this.#source = source;
    this.#start = start;
    this.#end = end;
  }

  get file(): string {
    return this.#source.path;
  }

  get start(): Position {
    return this.#source.position(this.#start);
  }

  get end(): Position {
    return this.#source.position(Math.max(this.#start, this.#end));
  }
}

/**
 * A text with its path, ready to turn offsets into lines and columns. A byte order mark is taken off, so that column 1
 * is the first character a person sees.
 */
export class SourceFile {
  readonly path: string;
  readonly text: string;
  #starts: readonly number[] | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text.startsWith('\uFEFF') ? text.slice(1) : text;
  }

  /** Where the lines begin; worked out when a place is first asked for, since most files have nothing to say. */
  get #lineStarts(): readonly number[] {
    if (this.#starts) return this.#starts;
    const starts = [0];
    for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
    return starts;
  }

  /** The position of `offset`, held inside the text. */
  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (this.#lineStarts[low] ?? 0) + 1, offset: at };
  }

  /** The span from `start` up to, not including, `end`. */
  span(start: number, end: number): Span {
    return new TextSpan(this, start, end);
  }

  /** How many lines there are: one more than line breaks. */
  get lineCount(): number {
    return this.#lineStarts.length;
  }

  /** The offset at which `line` (from 1) begins; the end of the text past the last. */
  offsetOfLine(line: number): number {
    return this.#lineStarts[line - 1] ?? this.text.length;
  }

  /** The text of `line` (from 1) without its line break; empty past the end. */
  line(line: number): string {
    const start = this.#lineStarts[line - 1];
    if (start === undefined) return '';
    const end = this.#lineStarts[line] ?? this.text.length + 1;
    return this.text.slice(start, end - 1).replace(/\r$/, '');
  }
}
