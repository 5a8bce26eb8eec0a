/**
 * Whether `value` is a JSON object: not null, not an array.
 * @param {unknown} value
 * @returns {value is SchemaObject}
 */
export function isJsonObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether `object` itself has the property. A JSON object may have a property called `constructor`; every JavaScript object inherits one.
 * @param {object} object
 * @param {string} name
 * @returns {boolean}
 */
export function ownProperty(object, name) {
  return Object.hasOwn(object, name);
}

/**
 * Equality of JSON values (JSON Schema core, section 4.2.2): 1 equals 1.0, the order of properties does not count.
 * A list of pairs instead of recursion: a value may be nested deeper than the stack is.
 * @param {unknown} one
 * @param {unknown} other
 * @returns {boolean}
 */
export function isEqualJson(one, other) {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object') return false;
  /** @type {[unknown, unknown][]} */
  const pairs = [[one, other]];
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    const [left, right] = pair;
    if (left === right) continue;
    if (Array.isArray(left) && Array.isArray(right)) {
      if (left.length !== right.length) return false;
      for (let index = 0; index < left.length; index++) pairs.push([left[index], right[index]]);
    } else if (isJsonObject(left) && isJsonObject(right)) {
      const names = Object.keys(left);
      if (names.length !== Object.keys(right).length) return false;
      for (const name of names) {
        if (!ownProperty(right, name)) return false;
        pairs.push([left[name], right[name]]);
      }
    } else {
      return false;
    }
  }
  return true;
}

/**
 * The indexes of the first two equal items, undefined when all items differ.
 * Items are compared within groups that look alike from outside, so a long list of different items takes little time.
 * @param {readonly unknown[]} items
 * @returns {[number, number] | undefined}
 */
export function findEqualItems(items) {
  /** @type {Map<string, number[]>} */
  const groups = new Map();
  for (let index = 0; index < items.length; index++) {
    const look = lookOfJson(items[index]);
    const group = groups.get(look);
    if (!group) {
      groups.set(look, [index]);
      continue;
    }
    const equal = group.find((earlier) => isEqualJson(items[earlier], items[index]));
    if (equal !== undefined) return [equal, index];
    group.push(index);
  }
  return undefined;
}

/**
 * A text that is the same for equal values: the whole of a string, number, boolean or null, and the outermost level of an object or array.
 * @param {unknown} value
 * @returns {string}
 */
function lookOfJson(value) {
  const leaf = (/** @type {unknown} */ part) =>
    typeof part === 'object' && part !== null ? (Array.isArray(part) ? '[]' : '{}') : JSON.stringify(part);
  if (Array.isArray(value)) return `[${value.map(leaf).join()}]`;
  if (!isJsonObject(value)) return leaf(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${leaf(value[name])}`).join()}}`;
}
