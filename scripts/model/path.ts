/** Something in a path that cannot be sent as it is written: where in the path it is, and what to do about it. */
export interface PathMistake {
  /** UTF-16 units from the beginning of the path; `end` is not part of it. */
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

/** The names in braces in a path, in order; `{{variables}}` are not among them. */
export function pathNames(path: string): string[] {
  return [...path.matchAll(/(?<!\{)\{([^{}]+)\}(?!\})/g)].map((match) => match[1] ?? '');
}

/**
 * What is wrong with a path: it is the path component of a URL (RFC 3986 section 3.3) with `{names}` and `{{variables}}`
 * in it, and a segment that begins with ":" is a path variable to Postman.
 */
export function pathMistakes(path: string): PathMistake[] {
  const mistakes: PathMistake[] = [];
  const note = (match: RegExpMatchArray, reason: string): void => {
    const start = match.index ?? 0;
    mistakes.push({ start, end: start + match[0].length, reason });
  };
  // What stands in whole braces is not looked at further; it keeps its length, so that places stay right.
  const bare = path.replace(/\{\{[^{}]*\}\}|\{[^{}\s/?#]+\}/g, (name) => 'x'.repeat(name.length));
  for (const match of bare.matchAll(/(?<=\/):[^/?#\s]*/g)) {
    const name = /^:([A-Za-z_][A-Za-z0-9_-]*)$/.exec(path.slice(match.index, match.index + match[0].length))?.[1];
    note(match, name === undefined ? 'to Postman, a segment that begins with ":" is a path variable' : `write {${name}}`);
  }
  for (const match of bare.matchAll(/\{[^{}/?#]*\}/g)) note(match, 'write a name without white space in the braces');
  const outside = bare.replace(/\{[^{}/?#]*\}/g, (braces) => 'x'.repeat(braces.length));
  for (const match of outside.matchAll(/[{}]/g)) note(match, match[0] === '{' ? 'this brace is not closed' : 'this brace is not opened');
  for (const match of bare.matchAll(/\?/g)) note(match, 'what follows belongs under parameters.query');
  for (const match of bare.matchAll(/#/g)) note(match, 'a fragment is never sent; in a segment, write %23');
  for (const match of outside.matchAll(/\s+/g)) note(match, 'white space has to be written as %20');
  return mistakes;
}
