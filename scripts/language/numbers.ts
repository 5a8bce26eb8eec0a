/** Whether a number is written the way that JSON writes numbers (RFC 8259 section 6): not 010, 0x1F, +1 or .5. */
export function isJsonNumber(text: string): boolean {
  return /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(text);
}

/** Whether reading a number of JSON changes it: it has more digits than a double keeps (IEEE 754), or is too small for one. */
export function isRounded(text: string): boolean {
  return decimal(text) !== decimal(String(Number(text)));
}

/** A decimal in one form: its digits without zeros at either end, and the power of ten of the last. */
function decimal(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  if (kept === '') return '0';
  return `${sign}${kept}e${BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - kept.length)}`;
}
