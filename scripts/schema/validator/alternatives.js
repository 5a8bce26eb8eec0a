import { adoptEvaluated } from './apply.js';
import { adoptFindings, reportFinding, textOf } from './finding.js';
import { schemaAt } from './references.js';
import { isEqualJson, isJsonObject, ownProperty } from './values.js';
import { ordinalOf } from './wording.js';

/**
 * Reports that no alternative of `anyOf` or `oneOf` matches: what is wrong by the one that the value most likely was meant for.
 * @param {SchemaFrame} frame
 * @param {string} keyword
 * @param {SchemaFrame[]} results one for each alternative, none without findings
 */
export function reportNearest(frame, keyword, results) {
  if (frame.run.most === 1) {
    adoptFindings(frame, results[0]?.findings ?? []);
    return;
  }
  // "a string or null" says more than which of the two is nearer.
  if (
    results.length <= 5 &&
    results.every(({ findings }) => findings.length === 1 && findings.every((finding) => isAboutKind(finding, frame)))
  ) {
    const kinds = results.flatMap(({ findings }) => findings.map(({ expected }) => textOf(expected)));
    reportFinding(frame, keyword, [...new Set(kinds)].join(' or '));
    return;
  }
  const ranked = results.map((result, index) => ({ result, index, distance: distanceOf(frame, result) }));
  const nearest = ranked.reduce((best, one) => (isNearer(one.distance, best.distance) ? one : best));
  const { findings } = nearest.result;
  const which = `the ${ordinalOf(nearest.index)} of ${results.length}`;
  // With a single alternative there is nothing to choose, and nothing to explain.
  const explained = findings.map((finding) => ({ ...finding, alternatives: [which, ...(finding.alternatives ?? [])] }));
  adoptFindings(frame, results.length === 1 ? findings : explained);
  adoptEvaluated(frame, nearest.result);
}

/**
 * Whether a finding says that the value itself, as a whole, is of another kind.
 * @param {SchemaMismatch} finding
 * @param {SchemaFrame} frame of the value
 * @returns {boolean}
 */
function isAboutKind(finding, { pointer }) {
  return finding.pointer === pointer && ['type', 'const', 'enum'].includes(finding.keyword);
}

/**
 * How far the value is from an alternative; the first number that differs decides, less is nearer:
 * it is of another kind; a property that tells alternatives apart has another value; no such property has the right value;
 * how many findings there are; how far up in the value they are.
 * @param {SchemaFrame} frame
 * @param {SchemaFrame} result
 * @returns {number[]}
 */
function distanceOf(frame, result) {
  const { findings } = result;
  const isTag = (/** @type {SchemaMismatch} */ { pointer, keyword }) =>
    ['const', 'enum'].includes(keyword) && depthOf(pointer) === depthOf(frame.pointer) + 1;
  return [
    findings.some((finding) => isAboutKind(finding, frame)) ? 1 : 0,
    findings.some(isTag) ? 1 : 0,
    hasMatchingTag(frame.run.root, result.schema, frame.value, 0) ? 0 : 1,
    findings.length,
    -Math.max(...findings.map((finding) => depthOf(finding.pointer))),
  ];
}

/**
 * @param {SchemaPath | undefined} path
 * @returns {number}
 */
function depthOf(path) {
  let depth = 0;
  for (let step = path; step; step = step.up) depth++;
  return depth;
}

/**
 * @param {number[]} rank
 * @param {number[]} other
 * @returns {boolean}
 */
function isNearer(rank, other) {
  const difference = rank.map((number, index) => number - (other[index] ?? 0)).find((step) => step !== 0);
  return difference !== undefined && difference < 0;
}

/**
 * Whether a property of the value is what a `const` or `enum` of the alternative asks for.
 * @param {unknown} root
 * @param {unknown} schema
 * @param {unknown} value
 * @param {number} depth of references and `allOf`, bounded because they may be circular
 * @returns {boolean}
 */
function hasMatchingTag(root, schema, value, depth) {
  if (!isJsonObject(schema) || !isJsonObject(value) || depth > 4) return false;
  const { $ref: reference, allOf: parts, properties } = schema;
  if (typeof reference === 'string' && hasMatchingTag(root, schemaAt(root, reference), value, depth + 1)) return true;
  if (Array.isArray(parts) && parts.some((part) => hasMatchingTag(root, part, value, depth + 1))) return true;
  if (!isJsonObject(properties)) return false;
  return Object.keys(properties).some((name) => {
    const tag = properties[name];
    if (!isJsonObject(tag) || !ownProperty(value, name)) return false;
    if (ownProperty(tag, 'const')) return isEqualJson(tag.const, value[name]);
    return Array.isArray(tag.enum) && tag.enum.some((one) => isEqualJson(one, value[name]));
  });
}
