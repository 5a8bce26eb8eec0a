/**
 * `duration` of RFC 3339, appendix A: units in order and none left out in between; weeks by themselves.
 * @param {string} text
 * @returns {string | undefined}
 */
export function checkDuration(text) {
  const time = 'T(?:\\d+H(?:\\d+M(?:\\d+S)?)?|\\d+M(?:\\d+S)?|\\d+S)';
  const date = '(?:\\d+Y(?:\\d+M(?:\\d+D)?)?|\\d+M(?:\\d+D)?|\\d+D)';
  const isDuration = new RegExp(`^P(?:\\d+W|${date}(?:${time})?|${time})$`).test(text);
  return isDuration ? undefined : 'a duration (RFC 3339, appendix A)';
}
