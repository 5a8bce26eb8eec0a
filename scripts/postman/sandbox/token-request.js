import { clientAuthentications } from './client-authentication.js';
import { readTokenAnswer } from './token-answer.js';
import { checkAddress, shownUrl } from './token-failure.js';
import { formBody } from './token-form.js';
import { credentialValue } from './token-variables.js';

/** @import { ClientCredentials, TokenOutcome, TokenRequest, TokenSettings } from './token-settings.d.ts' */

/**
 * The token request (RFC 6749 section 4.4.2) with the values that the variables have now.
 *
 * @param {TokenSettings} settings
 * @returns {TokenRequest}
 */
export function tokenRequest(settings) {
  const value = (/** @type {string} */ text) => pm.variables.replaceIn(text);
  const clientId = credentialValue(settings.clientId);
  const clientSecret = credentialValue(settings.clientSecret ?? '');
  const url = value(settings.tokenUrl);

  /** @type {[string, string][]} */
  const fields = [['grant_type', 'client_credentials']];
  if (settings.scope && settings.scope.length > 0) fields.push(['scope', settings.scope.map(value).join(' ')]);
  if (settings.audience) fields.push(['audience', value(settings.audience)]);
  for (const [name, text] of Object.entries(settings.parameters ?? {})) fields.push([name, value(text)]);
  const identity = JSON.stringify([url, clientId, fields]);

  /** @type {Record<string, string>} */
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  for (const [name, text] of Object.entries(settings.headers ?? {})) headers[name] = value(text);
  if (!Object.keys(headers).some((name) => name.toLowerCase() === 'accept')) headers['Accept'] = 'application/json';
  return { url, headers, clientId, clientSecret, fields, identity };
}

/**
 * What shows who the client is, made anew for each call: an assertion is good for one only.
 *
 * @param {TokenSettings} settings
 * @param {TokenRequest} request
 * @returns {ClientCredentials | { problem: string }}
 */
export function clientCredentials(settings, request) {
  return clientAuthentications[settings.clientAuthentication](settings, request);
}

/**
 * Asks the token endpoint, again when it is unreachable or busy, and tells what came of it.
 *
 * @param {TokenSettings} settings
 * @param {TokenRequest} request
 * @param {(outcome: TokenOutcome) => void} tell called once
 * @param {number} [attempt] the first is 1
 */
export function askForToken(settings, request, tell, attempt = 1) {
  const credentials = clientCredentials(settings, request);
  if (credentials.problem !== undefined) {
    tell({ problem: credentials.problem, retry: false });
    return;
  }
  let waiting = true;
  const limit = setTimeout(() => {
    waiting = false;
    const seconds = settings.timeout / 1000;
    tell({
      problem: `${endpoint(request)} did not answer within ${seconds} s. ${checkAddress(settings)}, or try again later.`,
      retry: false,
    });
  }, settings.timeout);

  // The body is encoded here: Postman's own encoding is not that of a form.
  const body = { mode: /** @type {const} */ ('raw'), raw: formBody([...request.fields, ...credentials.fields]) };
  const header = { ...credentials.headers, ...request.headers };
  pm.sendRequest({ url: request.url, method: 'POST', header, body }, (error, response) => {
    if (!waiting) return;
    clearTimeout(limit);
    const outcome = readOutcome(settings, request, error, response);
    if (outcome.problem === undefined || !outcome.retry || attempt >= settings.attempts) {
      tell(outcome);
      return;
    }
    const pause = retryPause(settings, attempt, outcome.retryAfter);
    console.log(`${outcome.problem} Trying again in ${pause / 1000} s.`);
    setTimeout(() => askForToken(settings, request, tell, attempt + 1), pause);
  });
}

/**
 * Reads what came back. An exception must not escape from a callback: Postman would lose it, and send the request with a bad token.
 *
 * @param {TokenSettings} settings
 * @param {TokenRequest} request
 * @param {PmNetworkError | null} error
 * @param {PmResponse | undefined} response
 * @returns {TokenOutcome}
 */
function readOutcome(settings, request, error, response) {
  try {
    return error || !response ? unreachable(settings, request, error) : readTokenAnswer(settings, request, response);
  } catch (exception) {
    return { problem: `${endpoint(request)} sent an answer that cannot be read (${exception}). ${checkAddress(settings)}.`, retry: false };
  }
}

/**
 * How long to wait before the next attempt, in ms: what Retry-After says (RFC 9110 section 10.2.3), or longer each time.
 *
 * @param {TokenSettings} settings
 * @param {number} attempt
 * @param {string | undefined} retryAfter
 * @returns {number}
 */
export function retryPause(settings, attempt, retryAfter = '') {
  let pause = 500 * 2 ** (attempt - 1);
  if (/^\s*\d+\s*$/.test(retryAfter)) pause = Number(retryAfter) * 1000;
  else if (!Number.isNaN(Date.parse(retryAfter))) pause = Date.parse(retryAfter) - Date.now();
  return Math.min(Math.max(pause, 0), settings.maxWait);
}

/**
 * @param {TokenSettings} settings
 * @param {TokenRequest} request
 * @param {PmNetworkError | null} error
 * @returns {TokenOutcome}
 */
function unreachable(settings, request, error) {
  /** @type {Record<string, string>} */
  const meanings = {
    ECONNREFUSED: 'nothing listens there',
    ECONNRESET: 'the connection was closed before an answer came',
    ENOTFOUND: 'there is no such host',
    ETIMEDOUT: 'no connection was made in time',
    ESOCKETTIMEDOUT: 'no answer came in time',
    EAI_AGAIN: 'the host name could not be looked up',
  };
  const code = String(error?.code ?? 'network error');
  const meaning = meanings[code];
  return {
    problem: `${endpoint(request)} cannot be reached: ${meaning ? `${meaning} (${code})` : code}. ${checkAddress(settings)}, and that the server runs.`,
    // A wrong name or a wrong certificate will not become right in a moment.
    retry: meaning !== undefined && code !== 'ENOTFOUND',
    ...(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT'].includes(code) && { noServer: originOf(request.url) }),
  };
}

/**
 * Scheme, host and port of an address.
 *
 * @param {string} url
 * @returns {string}
 */
export function originOf(url) {
  return (/^[a-z]+:\/\/[^/?#]+/i.exec(url)?.[0] ?? '').toLowerCase();
}

/**
 * @param {TokenRequest} request
 * @returns {string}
 */
function endpoint(request) {
  return `The token endpoint ${shownUrl(request.url)}`;
}
