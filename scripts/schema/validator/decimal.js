/**
 * Whether one number is a whole multiple of another, both taken as the decimals that they are written as:
 * 0.3 is a multiple of 0.1, although in binary floating point the division leaves a remainder.
 * @param {number} number
 * @param {number} step more than 0
 * @returns {boolean}
 */
export function isDecimalMultiple(number, step) {
  const dividend = digitsOfNumber(number);
  const divisor = digitsOfNumber(step);
  if (dividend.digits === '') return true;
  const zeros = dividend.exponent - divisor.exponent;
  // Neither ends in a zero, so the finer one of two different powers of ten cannot be a multiple of the coarser one.
  if (zeros < 0) return false;
  return remainderOfDigits(dividend.digits + '0'.repeat(zeros), divisor.digits) === '';
}

/**
 * The shortest decimal that stands for a number: digits without zeros at either end, times ten to the power of the exponent. The sign is left out.
 * @param {number} number
 * @returns {{ digits: string, exponent: number }}
 */
function digitsOfNumber(number) {
  const [decimal = '', power = '0'] = String(Math.abs(number)).split('e');
  const [whole = '', fraction = ''] = decimal.split('.');
  const all = (whole + fraction).replace(/^0+/, '');
  const digits = all.replace(/0+$/, '');
  return { digits, exponent: Number(power) - fraction.length + all.length - digits.length };
}

/**
 * The remainder of a long division, as on paper: digit by digit. Numbers are digits without leading zeros; '' is zero.
 * @param {string} dividend
 * @param {string} divisor
 * @returns {string}
 */
function remainderOfDigits(dividend, divisor) {
  let rest = '';
  for (const digit of dividend) {
    rest = rest === '' && digit === '0' ? '' : rest + digit;
    while (rest.length > divisor.length || (rest.length === divisor.length && rest >= divisor)) rest = subtractDigits(rest, divisor);
  }
  return rest;
}

/**
 * @param {string} larger
 * @param {string} smaller
 * @returns {string}
 */
function subtractDigits(larger, smaller) {
  let result = '';
  let borrowed = 0;
  for (let place = 1; place <= larger.length; place++) {
    const difference = Number(larger[larger.length - place]) - Number(smaller[smaller.length - place] ?? 0) - borrowed;
    borrowed = difference < 0 ? 1 : 0;
    result = String(difference + borrowed * 10) + result;
  }
  return result.replace(/^0+/, '');
}
