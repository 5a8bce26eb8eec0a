import { checkBody } from './check-body.js';
import { checkContentType } from './check-content-type.js';
import { checkHeader } from './check-header.js';
import { checkRefusal, checkTokenRefusal } from './check-refusal.js';
import { captureValue, checkEquals } from './check-value.js';
import { documentedKey } from './documented-key.js';

/**
 * One thing that an answer is held to; `test` is the name under which it is reported, `kind` its entry in checkTable.
 *
 * @typedef {object} Check
 * @property {string} test
 * @property {string} kind
 * @property {number | string} [status] one, or a range such as '2XX'
 * @property {Record<string, string>} [documented]
 * @property {string} [contentType]
 * @property {string} [header]
 * @property {boolean} [required]
 * @property {boolean} [secret]
 * @property {unknown} [schema]
 * @property {'json' | 'text'} [readAs]
 * @property {number} [milliseconds]
 * @property {string} [pointer]
 * @property {unknown} [value]
 * @property {string} [variable]
 * @property {Record<string, RefusalAnswer>} [answers]
 * @property {number[]} [others] statuses that mean something else than these answers
 */

/**
 * One of the answers that count as a refusal.
 *
 * @typedef {object} RefusalAnswer
 * @property {string} [contentType]
 * @property {{ header: string, required: boolean, schema?: unknown }[]} [headers]
 * @property {'json' | 'text'} [readAs]
 * @property {unknown[]} [schemas]
 */

/** What each kind of check calls. A check throws an Error whose message says what was expected and what came. */
export const checkTable = {
  status: checkStatus,
  contentType: checkContentType,
  header: checkHeader,
  body: checkBody,
  time: checkResponseTime,
  equals: checkEquals,
  capture: captureValue,
  refusal: checkRefusal,
  tokenRefusal: checkTokenRefusal,
};

/**
 * Reports each check of a request as one test. When the status is not the expected one, the rest of the contract is
 * about another answer than the one that came: it is reported as skipped, so that one fault is one failure.
 *
 * @param {Check[]} checks the status first
 * @returns {{ passed: boolean, meaningful: boolean }} whether all of them passed, and whether the answer is the one that was expected
 */
export function checkAnswer(checks) {
  const failed = new Set();
  let meaningful = true;
  checks.forEach((check) => {
    if (!meaningful) {
      pm.test.skip(check.test, () => {});
      return;
    }
    pm.test(check.test, () => {
      meaningful = check.kind !== 'status' || isExpected(check);
      failed.add(check.test);
      checkTable[/** @type {keyof typeof checkTable} */ (check.kind)](check);
      failed.delete(check.test);
    });
  });
  return { passed: failed.size === 0, meaningful };
}

/**
 * @param {Check} check
 * @returns {boolean}
 */
function isExpected({ status = '' }) {
  return documentedKey({ [status]: '' }, pm.response.code) !== undefined;
}

/** @param {Check} check */
function checkStatus(check) {
  if (isExpected(check)) return;
  const code = pm.response.code;
  const documented = check.documented || {};
  const key = documentedKey(documented, code);
  const meaning = key
    ? `documented as: ${documented[key]}`
    : `which is not documented; documented are ${Object.keys(documented).join(', ')}`;
  throw new Error(`expected status ${check.status}, got ${code} (${meaning})`);
}

/** @param {Check} check */
function checkResponseTime(check) {
  const took = pm.response.responseTime;
  if (took > Number(check.milliseconds)) throw new Error(`expected an answer within ${check.milliseconds} ms, it took ${took} ms`);
}
