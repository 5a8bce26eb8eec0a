/** `listPets`, `List pets` and `list_pets` as `list-pets`; empty when there is no letter or digit in it. */
export function kebab(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '');
}

/** `api_key` as `apiKey`: a name for a variable. */
export function camel(name: string): string {
  const words = kebab(name).split('-').filter(Boolean);
  const joined = words.map((word, i) => (i === 0 ? word : (word[0] ?? '').toUpperCase() + word.slice(1))).join('');
  return /^[a-z]/.test(joined) ? joined : `value${(joined[0] ?? '').toUpperCase()}${joined.slice(1)}`;
}

/** `petstore-api` as `PETSTORE_API`: a name for a variable of the process. */
export function upperSnake(name: string): string {
  const joined = kebab(name).replace(/-/g, '_').toUpperCase();
  return /^[A-Z]/.test(joined) ? joined : `API_${joined}`;
}

/** Gives each thing a name of its own: the second `list-pets` is `list-pets-2`. */
export class UniqueNames {
  readonly #taken: Set<string>;

  constructor(reserved: Iterable<string> = []) {
    this.#taken = new Set(reserved);
  }

  take(name: string): string {
    let free = name;
    for (let i = 2; this.#taken.has(free); i++) free = `${name}-${i}`;
    this.#taken.add(free);
    return free;
  }
}
