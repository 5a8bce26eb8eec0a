/** A stretch of a text, in UTF-16 units; the end is not part of it. */
export type Range = readonly [start: number, end: number];

interface Member {
  readonly key: Range;
  readonly value: Range;
}

/**
 * Finds the places of values in a JSON text (RFC 8259) that is known to be right. What is looked at is remembered for each
 * object or list on the way, so that the first question costs one pass over the text and further ones next to nothing.
 */
export class JsonIndex {
  readonly #text: string;
  readonly #members = new Map<number, ReadonlyMap<string, Member>>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Where the value (or its key) stands that `tokens` lead to; the nearest place around it when they lead nowhere. */
  find(tokens: readonly string[], part: 'key' | 'value'): Range {
    const start = this.#blank(0);
    let here: Member = { key: [start, start], value: [start, -1] };
    let missed = false;
    for (const token of tokens) {
      const next = this.#membersAt(here.value[0]).get(token);
      missed = next === undefined;
      if (next === undefined) break;
      here = next;
    }
    if (here.value[1] < 0) return [start, this.#endOf(start)];
    return part === 'key' && !missed ? here.key : here.value;
  }

  #membersAt(start: number): ReadonlyMap<string, Member> {
    const known = this.#members.get(start);
    if (known) return known;
    const members = new Map<string, Member>();
    this.#members.set(start, members);
    const open = this.#text[start];
    if (open !== '{' && open !== '[') return members;
    let at = this.#blank(start + 1);
    for (let i = 0; at < this.#text.length && this.#text[at] !== '}' && this.#text[at] !== ']'; i++) {
      let key: Range | undefined;
      if (open === '{') {
        key = [at, this.#endOf(at)];
        at = this.#blank(this.#blank(key[1]) + 1);
      }
      const value: Range = [at, this.#endOf(at)];
      members.set(key ? (JSON.parse(this.#text.slice(...key)) as string) : String(i), { key: key ?? value, value });
      at = this.#blank(value[1]);
      if (this.#text[at] === ',') at = this.#blank(at + 1);
    }
    return members;
  }

  /** The end of the value that begins at `start`. */
  #endOf(start: number): number {
    const text = this.#text;
    if (text[start] === '"') return this.#quote(start) + 1;
    if (text[start] !== '{' && text[start] !== '[') {
      const rest = /[^\s,\]}]*/y;
      rest.lastIndex = start;
      rest.test(text);
      return rest.lastIndex;
    }
    // An expression finds the next sign in half the time that a loop takes.
    const sign = /["{}[\]]/g;
    sign.lastIndex = start;
    let depth = 0;
    while (sign.test(text)) {
      const at = sign.lastIndex - 1;
      if (text[at] === '"') sign.lastIndex = this.#quote(at) + 1;
      else if (text[at] === '{' || text[at] === '[') depth++;
      else if (--depth === 0) return at + 1;
    }
    return text.length;
  }

  /** The closing quote of the string that opens at `start`. */
  #quote(start: number): number {
    for (let at = this.#text.indexOf('"', start + 1); at >= 0; at = this.#text.indexOf('"', at + 1)) {
      let slashes = 0;
      while (this.#text[at - 1 - slashes] === '\\') slashes++;
      if (slashes % 2 === 0) return at;
    }
    return this.#text.length;
  }

  #blank(start: number): number {
    let at = start;
    while (at < this.#text.length && this.#text.charCodeAt(at) <= 0x20) at++;
    return at;
  }
}
