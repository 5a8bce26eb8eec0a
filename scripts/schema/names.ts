import { type Place, pointerOf } from './places.ts';

/**
 * Names for definitions: the last token of the pointer, or the file's name for a whole file; with a number when it is taken.
 * The root schema's own `$defs` come first, so that they keep their names. The same places in the same order give the same names.
 */
export function nameDefinitions(root: Place, places: readonly Place[]): ReadonlyMap<Place, string> {
  const isOwn = (place: Place): boolean => place.up?.token === '$defs' && place.up.up === root;
  const taken = new Set<string>();
  const names = new Map<Place, string>();
  for (const place of [...places.filter(isOwn), ...places.filter((place) => !isOwn(place))]) {
    const wanted = safeName(place);
    let name = wanted;
    for (let number = 2; taken.has(name); number++) name = `${wanted}${number}`;
    taken.add(name);
    names.set(place, name);
  }
  return names;
}

/** A name that needs no escaping in a URI fragment, in a JSON Pointer, or as a key in JavaScript. */
export function safeName(place: Place): string {
  const safe = readableName(place)
    .replace(/[^\w.-]+/g, '_')
    .replace(/^__proto__$/, 'proto');
  return safe === '' ? 'schema' : safe;
}

function readableName(place: Place): string {
  if (place.up === undefined) {
    const uri = place.resource?.uri ?? place.file;
    const segments = uri.split(/[/:#]/).filter((segment) => segment !== '');
    return (segments.at(-1) ?? '').replace(/(?<=.)\.(?:ya?ml|json)$/, '').replace(/(?<=.)\.schema$/, '');
  }
  // An index alone says nothing: allOf/0 becomes allOf_0.
  return /^\d+$/.test(place.token) ? pointerOf(place).split('/').slice(-2).join('_') : place.token;
}
