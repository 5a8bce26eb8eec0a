import { clientAssertion, wantedFlaw } from './client-assertion.js';
import { basicCredentials, basicHeader } from './token-form.js';

/** @import { ClientCredentials, TokenRequest, TokenSettings } from './token-settings.d.ts' */

/** How a client shows who it is (RFC 6749 section 2.3, RFC 7523 section 2.2). A collection has the way that it uses. */
export const clientAuthentications = {
  client_secret_basic: authenticateByBasic,
  client_secret_post: authenticateByPost,
  client_secret_jwt: authenticateByAssertion,
  private_key_jwt: authenticateByAssertion,
  none: authenticateByName,
};

/**
 * Postman's Basic authorization knows only the raw encoding, so it is given what is to be sent.
 *
 * @param {TokenSettings} settings
 * @param {TokenRequest} request
 * @returns {ClientCredentials}
 */
function authenticateByBasic(settings, { clientId, clientSecret }) {
  const credentials = basicCredentials(settings.basicEncoding, clientId, clientSecret);
  const { username, password } = credentials;
  return {
    headers: { Authorization: basicHeader(credentials) },
    fields: [],
    variables: { basicUsername: username, basicPassword: password },
  };
}

/**
 * @param {TokenSettings} _settings
 * @param {TokenRequest} request
 * @returns {ClientCredentials}
 */
function authenticateByPost(_settings, { clientId, clientSecret }) {
  return {
    headers: {},
    fields: [
      ['client_id', clientId],
      ['client_secret', clientSecret],
    ],
    variables: {},
  };
}

/**
 * The client id is not needed beside an assertion (RFC 7521 section 4.2), but some servers look the client up by it.
 *
 * @param {TokenSettings} settings
 * @param {TokenRequest} request
 * @returns {ClientCredentials | { problem: string }}
 */
function authenticateByAssertion(settings, request) {
  const made = clientAssertion(settings, request);
  if (made.problem !== undefined) return made;
  const wanted = wantedFlaw();
  const flawed = wanted && clientAssertion(settings, request, wanted.flaw);
  return {
    headers: {},
    fields: [
      ['client_id', request.clientId],
      ['client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'],
      ['client_assertion', made.assertion],
    ],
    variables: {
      clientAssertion: made.assertion,
      ...(wanted && flawed?.problem === undefined && { [wanted.variable]: flawed?.assertion ?? '' }),
    },
  };
}

/**
 * A public client only names itself.
 *
 * @param {TokenSettings} _settings
 * @param {TokenRequest} request
 * @returns {ClientCredentials}
 */
function authenticateByName(_settings, { clientId }) {
  return { headers: {}, fields: [['client_id', clientId]], variables: {} };
}
