import { checkBody } from './check-body.js';
import { checkContentType } from './check-content-type.js';
import { checkHeader } from './check-header.js';
import { documentedKey } from './documented-key.js';

/**
 * A request that breaks the contract is refused in one of the documented ways, and the answer is as documented for the
 * status that came.
 *
 * @param {import('./check-answer.js').Check} check
 */
export function checkRefusal(check) {
  const answers = check.answers || {};
  const code = pm.response.code;
  const statuses = Object.keys(answers).join(' or ');
  const key = (check.others || []).includes(code) ? undefined : documentedKey(answers, code);
  if (!key) throw new Error(`expected status ${statuses}, got ${code}${code < 400 ? ': the request was not refused' : ''}`);
  checkDocumented(check, answers[key] || {});
}

/**
 * A token endpoint refuses with a 4xx and issues no token (RFC 6749 section 5.2). More than that is only asked for where
 * the answer is documented: servers differ.
 *
 * @param {import('./check-answer.js').Check} check
 */
export function checkTokenRefusal(check) {
  const answers = check.answers || {};
  const code = pm.response.code;
  if (/"access_token"\s*:/.test(pm.response.text() || '')) throw new Error(`expected a refusal, got ${code} with a token`);
  if (code < 400 || code > 499) throw new Error(`expected a refusal with a 4xx, got ${code}`);
  const key = documentedKey(answers, code);
  if (key) checkDocumented(check, answers[key] || {});
}

/**
 * @param {import('./check-answer.js').Check} check
 * @param {import('./check-answer.js').RefusalAnswer} answer
 */
function checkDocumented(check, answer) {
  const { contentType, headers = [], readAs, schemas = [] } = answer;
  if (contentType) checkContentType({ ...check, contentType });
  for (const header of headers) checkHeader({ ...check, ...header });
  if (readAs) for (const schema of schemas) checkBody({ ...check, readAs, schema });
}
