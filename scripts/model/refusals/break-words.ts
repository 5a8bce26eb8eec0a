/** Where in a path the names of properties are. */
export const propertyName = Symbol('a property name');

/** The names and positions that lead to a place in a value. */
export type Path = readonly (string | number | typeof propertyName)[];

/** `with size below 1`; of the value itself, `below 1`. */
export function wordsAt(path: Path, words: string): string {
  const name = nameOf(path);
  const last = path.at(-1);
  if (last === propertyName) return `with a property name${name === '' ? '' : ` in ${name}`} ${words}`;
  if (typeof last === 'number') return `with an item${name === '' ? '' : ` of ${name}`} ${words}`;
  return name === '' ? words : `with ${name} ${words}`;
}

/** `deliveryAddress.city`; the position in a list is left out where it is the first. */
export function nameOf(path: Path): string {
  return path
    .filter((part) => part !== 0 && part !== propertyName)
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
