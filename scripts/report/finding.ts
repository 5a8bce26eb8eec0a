/** One line of a message, taken apart as far as it says where, what was expected and what came. */
export interface Finding {
  readonly message: string;
  /** The place in the answer, as a JSON Pointer; empty for the whole. */
  readonly pointer?: string;
  readonly expected?: string;
  readonly actual?: string;
}

/**
 * Takes a line apart that checks write: `at /a: expected a string, got 12 (#/properties/a/type)`. A line of another form has
 * its message only.
 */
export function readFinding(message: string): Finding {
  const [, place, expected, actual] =
    /(?:^|^the header [^,]+, )(?:at (the root|\/.*?): )?expected (.+?), got (.+?)(?: \(#[^()\s]*\))?$/.exec(message) ?? [];
  if (expected === undefined || actual === undefined) return { message };
  return { message, ...(place === undefined ? {} : { pointer: place === 'the root' ? '' : place }), expected, actual };
}
