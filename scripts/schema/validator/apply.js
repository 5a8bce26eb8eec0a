import { adoptFindings, isFull } from './finding.js';
import { keywordTable } from './keyword-table.js';
import { ownProperty } from './values.js';
import { previewJson } from './wording.js';

/** Deeper than any sensible document, and within half of the stack of a script. */
const deepestNesting = 600;

/**
 * Applies a schema to a value.
 * @param {unknown} schema true, false or an object of keywords
 * @param {unknown} value
 * @param {SchemaPlace} place
 * @returns {SchemaFrame} with the findings, and which parts of the value were evaluated
 */
export function applySchema(schema, value, place) {
  /** @type {SchemaFrame} */
  const frame = {
    run: place.run,
    pointer: place.pointer,
    location: place.location,
    scope: place.scope,
    depth: place.depth,
    followed: place.followed,
    schema: /** @type {SchemaObject} */ (schema),
    value,
    findings: [],
    evaluated: undefined,
  };
  if (schema === true) return frame;
  if (schema === false) {
    refuseValue(frame, place.keyword);
  } else if (frame.depth > deepestNesting) {
    giveUp(frame);
  } else {
    for (const keyword of planOf(frame)) {
      if (isFull(frame)) break;
      keywordTable[keyword]?.(frame.schema[keyword], value, frame);
    }
  }
  return frame;
}

/**
 * Stops at a value, or a circle of references, that is nested too deep.
 * @param {SchemaFrame} frame
 */
function giveUp(frame) {
  const { run, pointer, location, value } = frame;
  const expected = `at most ${deepestNesting} schemas one inside the other`;
  const finding = { pointer, keyword: '', location, expected, actual: () => previewJson(value) };
  run.tooDeep = finding;
  frame.findings.push(finding);
}

/**
 * The keywords of a schema in the order in which they are checked: the type first, because its finding says most;
 * `unevaluated…` last, because it depends on all others.
 * @param {SchemaFrame} frame
 * @returns {readonly string[]}
 */
function planOf({ run, schema }) {
  let plan = run.plans.get(schema);
  if (!plan) {
    const turn = (/** @type {string} */ keyword) => {
      if (keyword === '$dynamicAnchors') return 0;
      if (keyword === 'type') return 1;
      return keyword.startsWith('unevaluated') ? 3 : 2;
    };
    const known = Object.keys(schema).filter((keyword) => ownProperty(keywordTable, keyword));
    plan = known.length > 1 ? known.sort((a, b) => turn(a) - turn(b)) : known;
    run.plans.set(schema, plan);
  }
  return plan;
}

/**
 * The finding of the schema `false`.
 * @param {SchemaFrame} frame
 * @param {string} keyword the keyword whose subschema it is
 */
function refuseValue(frame, keyword) {
  const { pointer, location, value } = frame;
  const expected = () => {
    if (pointer && /properties$/i.test(keyword)) return `no property ${previewJson(pointer.token)}`;
    return pointer && /items$/i.test(keyword) ? `no item at index ${pointer.token}` : 'no value at all';
  };
  frame.findings.push({ pointer, keyword, location, expected, actual: () => previewJson(value) });
}

/**
 * Applies a subschema of the frame's schema to the same value.
 * @param {SchemaFrame} frame
 * @param {unknown} schema
 * @param {string} keyword
 * @param {string | number} [token] the place below the keyword, for a list or an object of subschemas
 * @returns {SchemaFrame}
 */
export function applyHere(frame, schema, keyword, token) {
  const { run, pointer, scope, depth, followed } = frame;
  const location = locationBelow(frame, keyword, token);
  return applySchema(schema, frame.value, { run, pointer, location, scope, depth: depth + 1, followed, keyword });
}

/**
 * Applies a subschema to one property or item of the value.
 * @param {SchemaFrame} frame
 * @param {unknown} schema
 * @param {string | number} key the name or index
 * @param {string} keyword
 * @param {string | number} [token] the place below the keyword
 * @returns {SchemaFrame}
 */
export function applyToPart(frame, schema, key, keyword, token) {
  const { run, scope, depth } = frame;
  const part = /** @type {{ readonly [key: string | number]: unknown }} */ (frame.value)[key];
  const pointer = run.most === 1 ? undefined : { up: frame.pointer, token: key };
  const location = locationBelow(frame, keyword, token);
  return applySchema(schema, part, { run, pointer, location, scope, depth: depth + 1, followed: undefined, keyword });
}

/**
 * Asserts that a property or item matches a subschema, and notes that it was evaluated.
 * @param {SchemaFrame} frame
 * @param {unknown} schema
 * @param {string | number} key
 * @param {string} keyword
 * @param {string | number} [token]
 */
export function requirePart(frame, schema, key, keyword, token) {
  if (isFull(frame)) return;
  noteEvaluated(frame, key);
  adoptFindings(frame, applyToPart(frame, schema, key, keyword, token).findings);
}

/**
 * Notes that the parts of the value which a subschema evaluated are evaluated for the frame too.
 * @param {SchemaFrame} frame
 * @param {SchemaFrame} result
 */
export function adoptEvaluated(frame, result) {
  if (!result.evaluated) return;
  for (const key of result.evaluated) noteEvaluated(frame, key);
}

/**
 * Notes that a property or item was evaluated.
 * @param {SchemaFrame} frame
 * @param {string | number} key
 */
export function noteEvaluated(frame, key) {
  if (!frame.run.marks) return;
  if (!frame.evaluated) frame.evaluated = new Set();
  frame.evaluated.add(key);
}

/**
 * @param {SchemaFrame} frame
 * @param {string} keyword
 * @param {string | number | undefined} token
 * @returns {SchemaPath | undefined}
 */
function locationBelow(frame, keyword, token) {
  if (frame.run.most === 1) return undefined;
  const below = { up: frame.location, token: keyword };
  return token === undefined ? below : { up: below, token };
}
