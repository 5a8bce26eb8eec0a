import { missingMessage } from './token-failure.js';
import { askForToken, clientCredentials, originOf, tokenRequest } from './token-request.js';
import { keepToken, noteRun, readKeptToken, readRun } from './token-state.js';
import { missingVariables } from './token-variables.js';

/** @import { KeptToken, TokenRequest, TokenSettings } from './token-settings.d.ts' */

/**
 * Runs before every request: gives it an access token, the one that is kept or a new one.
 * When no token can be had, one test fails and says why, and the requests that need a token are skipped.
 *
 * @param {TokenSettings} settings
 */
export function keepAccessToken(settings) {
  noteRun(settings, { sent: false });
  const isTokenEndpoint = asksForToken(settings);
  const needsToken = isTokenEndpoint || sendsToken(settings);
  // Wrong credentials that are tried on purpose tell nothing while the right ones are refused.
  const tries = pm.request.auth !== undefined && pm.request.auth.type !== 'noauth' && readRun(settings).failed;
  if (!needsToken && !tries && !isGone(settings)) return;
  if (readRun(settings).failed) {
    console.log('Skipped: see the failed test "Access token".');
    pm.execution.skipRequest();
    return;
  }
  try {
    const missing = missingVariables(settings);
    const scope = missingScope(settings);
    if (missing.length > 0) giveUp(settings, missingMessage(settings, missing));
    else if (scope !== undefined) provideLesserToken(settings, scope);
    else provideToken(settings, isTokenEndpoint);
  } catch (error) {
    // Without this, Postman would send the request all the same, with a bad token.
    giveUp(settings, `The access token script failed: ${error}`);
  }
}

/**
 * @param {TokenSettings} settings
 * @param {boolean} isTokenEndpoint
 */
function provideToken(settings, isTokenEndpoint) {
  const request = tokenRequest(settings);
  if (isTokenEndpoint) {
    // The request that shows the call sends the client's credentials itself, and takes them from local variables.
    const credentials = clientCredentials(settings, request);
    if (credentials.problem !== undefined) {
      giveUp(settings, credentials.problem);
      return;
    }
    for (const [name, value] of Object.entries(credentials.variables)) pm.variables.set(name, value);
  }

  const use = (/** @type {string} */ token) => {
    pm.variables.set(settings.accessTokenVariable, token);
    // The token endpoint itself is called with the client's credentials, not with a token.
    if (!isTokenEndpoint) noteRun(settings, { sent: true });
  };
  const kept = readKeptToken(settings);
  if (kept && isUsable(settings, kept, request)) {
    use(kept.token);
    return;
  }

  const askedAt = Date.now();
  askForToken(settings, request, (outcome) => {
    if (outcome.problem !== undefined) {
      giveUp(settings, outcome.problem, outcome.noServer);
      return;
    }
    const replaceAt = outcome.life === undefined ? null : askedAt + usableFor(settings, outcome.life);
    keepToken(settings, { token: outcome.token, identity: request.identity, replaceAt, accepted: false, refused: false });
    use(outcome.token);
  });
}

/**
 * The scope that the token of this request is to lack: its authorization names `{{accessToken without <scope>}}`.
 *
 * @param {TokenSettings} settings
 * @returns {string | undefined}
 */
function missingScope(settings) {
  const [, after] = JSON.stringify(pm.request.auth ?? '').split(`{{${settings.accessTokenVariable} without `);
  return after === undefined ? undefined : after.split('}}')[0];
}

/**
 * Gives the request a token that lacks a scope, to see that it is refused. There is one for a run; it is not kept.
 *
 * @param {TokenSettings} settings
 * @param {string} scope
 */
function provideLesserToken(settings, scope) {
  const variable = `${settings.accessTokenVariable} without ${scope}`;
  if (pm.variables.get(variable)) return;
  const lesser = { ...settings, scope: (settings.scope ?? []).filter((each) => each !== scope) };
  askForToken(lesser, tokenRequest(lesser), (outcome) => {
    if (outcome.problem === undefined) {
      pm.variables.set(variable, outcome.token);
      return;
    }
    pm.test(`Access token without the scope ${scope}`, () => pm.expect.fail(outcome.problem));
    pm.execution.skipRequest();
  });
}

/**
 * Whether the kept token is for this request, not about to expire, and not refused. After the API has refused a new token as well,
 * the rest of the run makes do with what there is: asking for one more before each request would help nobody.
 *
 * @param {TokenSettings} settings
 * @param {KeptToken} kept
 * @param {TokenRequest} request
 * @returns {boolean}
 */
function isUsable(settings, kept, request) {
  if (kept.identity !== request.identity) return false;
  if (kept.replaceAt !== null && Date.now() >= kept.replaceAt) return false;
  return !kept.refused || readRun(settings).keepRefused;
}

/**
 * How long a token is used, in ms: it must not expire while a request is under way.
 *
 * @param {TokenSettings} settings
 * @param {number} life in seconds
 * @returns {number}
 */
function usableFor(settings, life) {
  return life * 1000 - Math.min(settings.refreshBefore, (life * 1000) / 4);
}

/**
 * Whether the request sends the token: it has no authorization of its own, or one that names the token.
 *
 * @param {TokenSettings} settings
 * @returns {boolean}
 */
function sendsToken(settings) {
  return (
    !pm.request.auth ||
    JSON.stringify(pm.request.auth).includes(`{{${settings.accessTokenVariable}}}`) ||
    missingScope(settings) !== undefined
  );
}

/**
 * Whether the request goes where no server was found: it would only fail in the same way, so it is skipped as well.
 *
 * @param {TokenSettings} settings
 * @returns {boolean}
 */
function isGone(settings) {
  const { noServer } = readRun(settings);
  return noServer !== undefined && originOf(pm.variables.replaceIn(String(pm.request.url))) === noServer;
}

/**
 * Whether the request goes to the token endpoint itself, such as "Get an access token".
 *
 * @param {TokenSettings} settings
 * @returns {boolean}
 */
function asksForToken(settings) {
  const address = (/** @type {string} */ url) => pm.variables.replaceIn(url).replace(/[?#].*$/s, '');
  return address(String(pm.request.url)) === address(settings.tokenUrl);
}

/**
 * One failed test for the whole run; the requests that need a token are skipped from here on.
 *
 * @param {TokenSettings} settings
 * @param {string} message
 * @param {string} [noServer] where nothing can be reached
 */
function giveUp(settings, message, noServer) {
  noteRun(settings, { failed: true, ...(noServer && { noServer }) });
  pm.test('Access token', () => pm.expect.fail(message));
  pm.execution.skipRequest();
}
