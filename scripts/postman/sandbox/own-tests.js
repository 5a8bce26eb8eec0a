import { readAnswer } from './read-answer.js';

/**
 * Runs the checks that a spec brings along as code. They come after those of the collection's test script: when that sends the request
 * again there is nothing to check yet, and when another answer than the expected one came they are skipped.
 *
 * @param {Record<string, (answer: any) => void>} ownTests by name
 * @param {'json' | 'text'} readAs
 * @returns {boolean} whether none of them failed
 */
export function runOwnTests(ownTests, readAs) {
  const verdict = JSON.parse(String(pm.variables.get('current verdict') || '{}'));
  pm.variables.unset('current verdict');
  if (verdict.request !== pm.info.requestId) return true;
  let failures = 0;
  Object.entries(ownTests).forEach(([test, check]) => {
    if (!verdict.meaningful) {
      pm.test.skip(test, () => {});
      return;
    }
    pm.test(test, () => {
      failures += 1;
      check(readAnswer({ test, kind: 'own', readAs }));
      failures -= 1;
    });
  });
  return failures === 0;
}
