import { isIpv6 } from './ip-address.js';

/** The characters that an IRI may contain and a URI may not: `ucschar` of RFC 3987, section 2.2. */
export const charactersOfIris =
  '(?![\\p{Noncharacter_Code_Point}\\u{e0000}-\\u{e0fff}])[\\xa0-\\ud7ff\\uf900-\\uffef\\u{10000}-\\u{effff}]';

/**
 * `uri` of RFC 3986, with its scheme.
 * @param {string} text
 * @returns {string | undefined}
 */
export function checkUri(text) {
  return hasScheme(text) && isUriReference(text) ? undefined : 'a URI (RFC 3986)';
}

/**
 * `uri-reference` of RFC 3986: a URI or a relative reference.
 * @param {string} text
 * @returns {string | undefined}
 */
export function checkUriReference(text) {
  return isUriReference(text) ? undefined : 'a URI reference (RFC 3986)';
}

/**
 * `iri` of RFC 3987, with its scheme.
 * @param {string} text
 * @returns {string | undefined}
 */
export function checkIri(text) {
  return hasScheme(text) && isUriReference(uriOfIri(text)) ? undefined : 'an IRI (RFC 3987)';
}

/**
 * `iri-reference` of RFC 3987: an IRI or a relative reference.
 * @param {string} text
 * @returns {string | undefined}
 */
export function checkIriReference(text) {
  return isUriReference(uriOfIri(text)) ? undefined : 'an IRI reference (RFC 3987)';
}

/**
 * @param {string} text
 * @returns {boolean}
 */
function hasScheme(text) {
  return /^[a-z][a-z\d+.-]*:/i.test(text);
}

/**
 * @param {string} text
 * @returns {boolean}
 */
function isUriReference(text) {
  // The expression of RFC 3986, appendix B, which finds the parts of any text.
  const parts = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(text);
  if (!parts) return false;
  const [, scheme, authority, path = '', query = '', fragment = ''] = parts;
  if (scheme !== undefined && !hasScheme(text)) return false;
  if (authority !== undefined && !isAuthority(authority)) return false;
  if (!/^(?:[\w.~!$&'()*+,;=:@/-]|%[\da-f]{2})*$/i.test(path)) return false;
  const characters = /^(?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*$/i;
  return characters.test(query) && characters.test(fragment);
}

/**
 * RFC 3986, section 3.2.
 * @param {string} authority
 * @returns {boolean}
 */
function isAuthority(authority) {
  const parts = /^(?:([^@]*)@)?(\[[^\]]*\]|[^:]*)(?::\d*)?$/.exec(authority);
  if (!parts) return false;
  const [, user = '', host = ''] = parts;
  if (!/^(?:[\w.~!$&'()*+,;=:-]|%[\da-f]{2})*$/i.test(user)) return false;
  if (!host.startsWith('[')) return /^(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})*$/i.test(host);
  return isIpv6(host.slice(1, -1)) || /^\[v[\da-f]+\.[\w.~!$&'()*+,;=:-]+\]$/i.test(host);
}

/**
 * A URI that is valid exactly when the IRI is (RFC 3987, section 3.1): each character that only an IRI may contain is percent-encoded,
 * as one byte here, since only the syntax matters.
 * @param {string} iri
 * @returns {string}
 */
function uriOfIri(iri) {
  const everywhere = new RegExp(charactersOfIris, 'gu');
  const inQueries = /(?!\p{Noncharacter_Code_Point})\p{Co}/gu;
  return iri.replace(everywhere, '%A0').replace(/^[^?#]*\?[^#]*/, (start) => {
    const query = start.indexOf('?');
    return start.slice(0, query) + start.slice(query).replace(inQueries, '%A0');
  });
}
