import { checkAddress, checkCredentials, checkVariables, shownText, shownUrl } from './token-failure.js';
import { parseObject } from './token-state.js';

/** @import { TokenOutcome, TokenRequest, TokenSettings } from './token-settings.d.ts' */

/**
 * What the answer of the token endpoint amounts to: a token (RFC 6749 section 5.1), or what went wrong and what to do about it.
 *
 * @param {TokenSettings} settings
 * @param {TokenRequest} request
 * @param {PmResponse} response
 * @returns {TokenOutcome}
 */
export function readTokenAnswer(settings, request, response) {
  const answer = parseObject(response.text());
  const succeeded = response.code >= 200 && response.code < 300;
  const token = succeeded ? answer.access_token : undefined;
  // Some servers report an error with status 200, and some send an empty `error` along with a token.
  if (!token && answer.error && typeof answer.error === 'string') return oauthError(settings, request, response, answer);
  if (!succeeded) return refusal(settings, request, response);

  const endpoint = `The token endpoint ${shownUrl(request.url)}`;
  if (typeof token !== 'string' || token === '') {
    const what = Object.keys(answer).length > 0 ? 'without an access_token' : `that is no JSON object (${contentType(response)})`;
    return { problem: `${endpoint} sent an answer ${what}, with status ${response.code}. ${checkAddress(settings)}.`, retry: false };
  }
  // Postman would cut or change such a token, or fail with a message that shows it.
  if (!/^[\x21-\x7e]+( +[\x21-\x7e]+)*$/.test(token) || /\{\{.*\}\}/.test(token)) {
    return {
      problem: `${endpoint} sent an access_token with characters that cannot be sent in a header. Tell whoever runs it.`,
      retry: false,
    };
  }
  // These types need a proof of possession with each request. Other names are used for tokens that are sent like any other.
  const type = String(answer.token_type ?? 'Bearer');
  if (/^(dpop|mac|pop)$/i.test(type)) {
    const problem = `${endpoint} issued a token of type ${type.toUpperCase()}: it is bound to a key and cannot be sent as a Bearer token. Ask for a client that gets Bearer tokens.`;
    return { problem, retry: false };
  }
  return { token, life: readLife(answer.expires_in) };
}

/**
 * `expires_in` in seconds: a number, or a number in a string. Anything else, and what cannot be a life, counts as not said.
 *
 * @param {unknown} expiresIn
 * @returns {number | undefined}
 */
export function readLife(expiresIn) {
  if (typeof expiresIn !== 'number' && !(typeof expiresIn === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(expiresIn))) return undefined;
  const life = Number(expiresIn);
  return life > 0 ? life : undefined;
}

/**
 * An error in the form of RFC 6749 section 5.2.
 *
 * @param {TokenSettings} settings
 * @param {TokenRequest} request
 * @param {PmResponse} response
 * @param {{ error: string, error_description?: unknown }} answer
 * @returns {TokenOutcome}
 */
function oauthError(settings, request, response, answer) {
  const description = shownText(answer.error_description, request);
  const said = `${shownText(answer.error, request)}${description ? ` (${description})` : ''}`;
  const aboutClient = ['invalid_client', 'unauthorized_client', 'access_denied', 'invalid_grant'].includes(answer.error);
  let advice = checkAddress(settings);
  if (aboutClient) advice = checkCredentials(settings, request);
  else if (answer.error === 'invalid_scope') advice = checkVariables((settings.scope ?? []).join(' '), 'the scope');
  else if (answer.error === 'invalid_request' || answer.error === 'unsupported_grant_type') {
    advice = 'Check that the server takes the client credentials grant, and how it wants the client to authenticate';
  }
  return {
    problem: `The token endpoint ${shownUrl(request.url)} refused with ${said}, status ${response.code}. ${sentence(advice)}`,
    ...mayRetry(response),
  };
}

/**
 * An answer that is neither a token nor an OAuth error.
 *
 * @param {TokenSettings} settings
 * @param {TokenRequest} request
 * @param {PmResponse} response
 * @returns {TokenOutcome}
 */
function refusal(settings, request, response) {
  const { code } = response;
  let advice = checkAddress(settings);
  if (code === 401 || code === 403) advice = checkCredentials(settings, request);
  else if (code === 429) advice = 'Too many tokens are asked for: try again later';
  else if (code >= 500) advice = `The server has a problem: try again later, or tell whoever runs it. ${checkAddress(settings)}`;
  const problem = `The token endpoint ${shownUrl(request.url)} answered with status ${code} (${contentType(response)}). ${sentence(advice)}`;
  return { problem, ...mayRetry(response) };
}

/**
 * @param {PmResponse} response
 * @returns {{ retry: boolean, retryAfter: string | undefined }}
 */
function mayRetry(response) {
  return { retry: response.code === 429 || response.code === 503, retryAfter: response.headers.get('Retry-After') };
}

/**
 * @param {PmResponse} response
 * @returns {string}
 */
function contentType(response) {
  const type = /^[\w.+-]+\/[\w.+-]+/.exec(response.headers.get('Content-Type') ?? '')?.[0];
  return type ?? (response.text() ? 'no content type' : 'no content');
}

/**
 * @param {string} text
 * @returns {string}
 */
function sentence(text) {
  return text.endsWith('.') ? text : `${text}.`;
}
