// Not `URL` of Node: it rewrites what it reads (adds a slash, drops a default port, percent-encodes), and a URI here is a key that must come back
// as it was given; and it refuses to resolve `#a` against a URN.

const PARTS = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

/** Resolves a URI reference against an absolute base URI (RFC 3986, section 5.2.2). The fragment is the reference's own. */
export function resolveUri(base: string, reference: string): string {
  const [, scheme, authority, path = '', query, fragment] = PARTS.exec(reference) ?? [];
  const [, baseScheme, baseAuthority, basePath = '', baseQuery] = PARTS.exec(base) ?? [];
  if (scheme !== undefined) return compose(scheme, authority, withoutDots(path), query, fragment);
  if (authority !== undefined) return compose(baseScheme, authority, withoutDots(path), query, fragment);
  if (path === '') return compose(baseScheme, baseAuthority, basePath, query ?? baseQuery, fragment);
  if (path.startsWith('/')) return compose(baseScheme, baseAuthority, withoutDots(path), query, fragment);
  const directory = baseAuthority !== undefined && basePath === '' ? '/' : basePath.slice(0, basePath.lastIndexOf('/') + 1);
  return compose(baseScheme, baseAuthority, withoutDots(directory + path), query, fragment);
}

/** Cuts a URI at its fragment. The fragment comes back percent-decoded; undefined when its encoding is broken. */
export function splitFragment(uri: string): { readonly uri: string; readonly fragment: string | undefined } {
  const hash = uri.indexOf('#');
  if (hash < 0) return { uri, fragment: '' };
  try {
    return { uri: uri.slice(0, hash), fragment: decodeURIComponent(uri.slice(hash + 1)) };
  } catch {
    return { uri: uri.slice(0, hash), fragment: undefined };
  }
}

function compose(scheme?: string, authority?: string, path = '', query?: string, fragment?: string): string {
  let uri = scheme === undefined ? '' : `${scheme}:`;
  if (authority !== undefined) uri += `//${authority}`;
  uri += path;
  if (query !== undefined) uri += `?${query}`;
  return fragment === undefined ? uri : `${uri}#${fragment}`;
}

/** Removes `.` and `..` from a path (RFC 3986, section 5.2.4). */
function withoutDots(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/');
  segments.forEach((segment, index) => {
    const isLast = index === segments.length - 1;
    if (segment === '..') {
      if (kept.length > 1 || (kept.length === 1 && kept[0] !== '')) kept.pop();
      if (isLast) kept.push('');
    } else if (segment === '.') {
      if (isLast) kept.push('');
    } else {
      kept.push(segment);
    }
  });
  return kept.join('/');
}
