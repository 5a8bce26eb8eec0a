/**
 * `date`: full-date of RFC 3339, section 5.6.
 * @param {string} text
 * @returns {string | undefined}
 */
export function checkDate(text) {
  return isDate(text) ? undefined : 'a date (RFC 3339)';
}

/**
 * `time`: full-time of RFC 3339, section 5.6, with its offset.
 * @param {string} text
 * @returns {string | undefined}
 */
export function checkTime(text) {
  return isTime(text) ? undefined : 'a time with an offset (RFC 3339)';
}

/**
 * `date-time` of RFC 3339, section 5.6.
 * @param {string} text
 * @returns {string | undefined}
 */
export function checkDateTime(text) {
  const isDateTime = /^.{10}t/i.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11));
  return isDateTime ? undefined : 'a date-time (RFC 3339)';
}

/**
 * @param {string} text
 * @returns {boolean}
 */
function isDate(text) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!parts) return false;
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number);
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}

/**
 * @param {string} text
 * @returns {boolean}
 */
function isTime(text) {
  const parts = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|([+-])(\d\d):(\d\d))$/i.exec(text);
  if (!parts) return false;
  const [hour = 0, minute = 0, second = 0] = parts.slice(1, 4).map(Number);
  const [offsetHour, offsetMinute] = [Number(parts[5] ?? 0), Number(parts[6] ?? 0)];
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) return false;
  // A leap second is the last one of a day in UTC (RFC 3339, section 5.7).
  const offset = (offsetHour * 60 + offsetMinute) * (parts[4] === '-' ? -1 : 1);
  const minuteOfDay = (hour * 60 + minute - offset + 1440) % 1440;
  return second < 60 || minuteOfDay === 1439;
}
