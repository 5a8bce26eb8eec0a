import { checkBody } from './check-body.js';
import { checkContentType } from './check-content-type.js';
import { checkHeader } from './check-header.js';

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
  if (!Object.hasOwn(answers, code))
    throw new Error(`expected status ${statuses}, got ${code}${code < 400 ? ': the request was not refused' : ''}`);
  const answer = answers[code] || {};
  const { contentType, headers = [], readAs, schemas = [] } = answer;
  if (contentType) checkContentType({ ...check, contentType });
  for (const header of headers) checkHeader({ ...check, ...header });
  if (readAs) for (const schema of schemas) checkBody({ ...check, readAs, schema });
}
