import { adoptEvaluated, applySchema } from './apply.js';
import { adoptFindings } from './finding.js';
import { ownProperty } from './values.js';

/**
 * `$ref` (core, section 8.2.3.1).
 * @param {string} reference
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkRef(reference, value, frame) {
  const target = schemaAt(frame.run.root, reference);
  for (let earlier = frame.followed; earlier; earlier = earlier.up) {
    // The same schema, for the same value, under the same conditions: it will say nothing new, and it would never end.
    if (earlier.schema === target && earlier.scope === frame.scope) return;
  }
  const { run, pointer, scope, depth } = frame;
  const result = applySchema(target, value, {
    run,
    pointer,
    location: locationOfReference(reference),
    scope,
    depth: depth + 1,
    followed: { schema: target, scope, up: frame.followed },
    keyword: '$ref',
  });
  adoptFindings(frame, result.findings);
  adoptEvaluated(frame, result);
}

/**
 * `$dynamicRef` (core, section 8.2.3.2), as compiled: the anchor to look for in the dynamic scope, and where to go when it is not there.
 * @param {{ anchor: string, otherwise: string }} reference
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkDynamicRef(reference, value, frame) {
  const found = ownProperty(frame.scope, reference.anchor) ? frame.scope[reference.anchor] : undefined;
  checkRef(found ?? reference.otherwise, value, frame);
}

/**
 * Puts the dynamic anchors of the schema resource that is being entered into the dynamic scope. Those of outer resources win.
 * @param {{ readonly [anchor: string]: string }} anchors name → reference
 * @param {unknown} _value
 * @param {SchemaFrame} frame
 */
export function enterResource(anchors, _value, frame) {
  // The scope stays the same object when nothing is new: checkRef tells scopes apart by identity.
  if (Object.keys(anchors).every((anchor) => ownProperty(frame.scope, anchor))) return;
  frame.scope = { ...anchors, ...frame.scope };
}

/**
 * The schema that `#` or `#/$defs/<Name>` names.
 * @param {unknown} root
 * @param {string} reference
 * @returns {unknown}
 */
export function schemaAt(root, reference) {
  if (reference === '#') return root;
  const definitions = /** @type {{ $defs: SchemaObject }} */ (root).$defs;
  return definitions[reference.slice('#/$defs/'.length)];
}

/**
 * @param {string} reference
 * @returns {SchemaPath | undefined}
 */
function locationOfReference(reference) {
  if (reference === '#') return undefined;
  return { up: { up: undefined, token: '$defs' }, token: reference.slice('#/$defs/'.length) };
}
