// A test reporter that ends the output with one line that people and machines can count on.
/** @param {AsyncIterable<{ type: string, data: any }>} events */
module.exports = async function* count(events) {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for await (const { type, data } of events) {
    // Suites and files are reported too: only what has no tests inside is a test.
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details?.type === 'suite') continue;
    if (data.skip !== undefined) skipped++;
    else if (type === 'test:pass') passed++;
    else failed++;
  }
  yield `\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`;
};
