import { basicCredentials, basicHeader, formEncode } from './token-form.js';
import { variablesIn } from './token-variables.js';

/** @import { TokenRequest, TokenSettings } from './token-settings.d.ts' */

/**
 * Where the person who runs this can set a variable.
 *
 * @returns {string}
 */
export function whereToSet() {
  return pm.environment.name ? `in the environment "${pm.environment.name}"` : 'in an environment (none is selected)';
}

/**
 * "Set clientId and clientSecret in the environment …", each with its description.
 *
 * @param {TokenSettings} settings
 * @param {readonly string[]} names
 * @returns {string}
 */
export function missingMessage(settings, names) {
  const described = names.map((name) => {
    const description = settings.required.find((variable) => variable.name === name)?.description;
    return description ? `${name} (${description.trim()})` : name;
  });
  return `Set ${listed(described)} ${whereToSet()}.`;
}

/**
 * "Check baseUrl in the environment …": the variables that one of the settings is made of.
 *
 * @param {string} template
 * @param {string} otherwise what to check when it is made of none
 * @returns {string}
 */
export function checkVariables(template, otherwise) {
  const names = variablesIn(template);
  return names.length > 0 ? `Check ${listed(names)} ${whereToSet()}` : `Check ${otherwise}`;
}

/**
 * @param {TokenSettings} settings
 * @returns {string}
 */
export function checkAddress(settings) {
  return checkVariables(settings.tokenUrl, 'the token URL');
}

/**
 * @param {TokenSettings} settings
 * @param {TokenRequest} request
 * @returns {string}
 */
export function checkCredentials(settings, request) {
  const advice = checkVariables([settings.clientId, settings.clientSecret, settings.assertion?.key].join(''), 'the client id');
  // A credential copied together with a space is the commonest of mistakes, and cannot be seen in Postman.
  const padded = [request.clientId, request.clientSecret].some((value) => value !== value.trim());
  return `${advice}.${padded ? ' One of them begins or ends with white space.' : ''}`;
}

/**
 * The token URL as it may be shown: without a user name, password or query.
 *
 * @param {string} url
 * @returns {string}
 */
export function shownUrl(url) {
  return url.replace(/\/\/[^/?#]*@/, '//').replace(/[?#].*$/s, '');
}

/**
 * What a server says about an error, as it may be shown: one line, short, and without the client's secret should the server repeat it.
 * Empty when the server said nothing.
 *
 * @param {unknown} said
 * @param {TokenRequest} request
 * @returns {string}
 */
export function shownText(said, request) {
  if (typeof said !== 'string') return '';
  const { clientId, clientSecret } = request;
  const basic = /** @type {const} */ (['raw', 'form']).map((encoding) =>
    basicHeader(basicCredentials(encoding, clientId, clientSecret)).slice(6),
  );
  const hidden = [clientSecret, formEncode(clientSecret), encodeURIComponent(clientSecret), ...basic].filter((secret) => secret !== '');
  let shown = said.replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '…');
  for (const secret of hidden) shown = shown.split(secret).join('…');
  shown = shown.replace(/\s+/g, ' ').trim();
  return shown.length > 300 ? `${shown.slice(0, 300)}…` : shown;
}

/**
 * "a", "a and b", "a, b and c".
 *
 * @param {readonly string[]} words
 * @returns {string}
 */
export function listed(words) {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}
