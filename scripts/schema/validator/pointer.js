/**
 * The JSON Pointer (RFC 6901) of a path; '' for the root.
 * @param {SchemaPath | undefined} path
 * @returns {string}
 */
export function pointerOfPath(path) {
  let pointer = '';
  for (let step = path; step; step = step.up) {
    pointer = `/${String(step.token).replace(/~/g, '~0').replace(/\//g, '~1')}${pointer}`;
  }
  return pointer;
}

/**
 * The JSON Pointer of a path as a URI fragment (RFC 6901, section 6), such as `#/$defs/Address`. It never contains a space or a second `#`.
 * @param {SchemaPath | undefined} path
 * @returns {string}
 */
export function fragmentOfPath(path) {
  // Half of a surrogate pair has no percent-encoding, and encodeURI would throw.
  const pointer = pointerOfPath(path).replace(/\p{Surrogate}/gu, '\ufffd');
  return `#${encodeURI(pointer).replace(/#/g, '%23')}`;
}
