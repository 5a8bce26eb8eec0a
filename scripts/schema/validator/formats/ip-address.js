/**
 * `ipv4`: dotted-quad of RFC 2673, section 3.2.
 * @param {string} text
 * @returns {string | undefined}
 */
export function checkIpv4(text) {
  return isIpv4(text) ? undefined : 'an IPv4 address';
}

/**
 * `ipv6` of RFC 4291, section 2.2.
 * @param {string} text
 * @returns {string | undefined}
 */
export function checkIpv6(text) {
  return isIpv6(text) ? undefined : 'an IPv6 address (RFC 4291)';
}

/**
 * @param {string} text
 * @returns {boolean}
 */
export function isIpv4(text) {
  return /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text) && !/(?:^|\.)0\d/.test(text);
}

/**
 * @param {string} text
 * @returns {boolean}
 */
export function isIpv6(text) {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  let count = groups.length;
  const last = groups[count - 1];
  if (last !== undefined && last.includes('.')) {
    // An IPv4 address at the end stands for two groups.
    if (text.endsWith('::') || !isIpv4(last)) return false;
    groups.pop();
    count++;
  }
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? count < 8 : count === 8;
}
