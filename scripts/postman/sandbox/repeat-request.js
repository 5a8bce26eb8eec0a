import { dropToken, keepToken, noteRun, readKeptToken, readRun } from './token-state.js';

/** @import { RepeatSettings } from './token-settings.d.ts' */

// An API that refuses some requests whatever the token is must not cost a new token for each of them.
const MOST_WASTED_RENEWALS = 3;

/**
 * Runs first after every request. When the API refuses a token that it used to accept, the token is dropped and the request sent once
 * more, with a new one.
 *
 * @param {RepeatSettings} settings
 * @param {number} [expectedStatus] the status that the request is meant to get; when it is one of a dead token, nothing is repeated
 * @returns {boolean} whether the request is sent again, so that there is nothing to check yet
 */
export function repeatWithNewToken(settings, expectedStatus) {
  const status = pm.response?.code;
  const run = readRun(settings);
  const kept = readKeptToken(settings);
  if (!status || !kept || !run.sent) return false;

  if (!settings.refreshOn.includes(status)) {
    if (!kept.accepted || kept.refused) keepToken(settings, { ...kept, accepted: true, refused: false });
    // The renewal was worth it.
    if (run.repeating) noteRun(settings, { repeating: false, wasted: run.wasted - 1 });
    return false;
  }
  if (expectedStatus !== undefined && settings.refreshOn.includes(expectedStatus)) return false;

  // A new token has not been accepted yet, so a repetition is never repeated.
  if (kept.accepted && run.wasted < MOST_WASTED_RENEWALS) {
    dropToken(settings);
    noteRun(settings, { repeating: true, wasted: run.wasted + 1 });
    console.log(
      `Status ${status}: the access token is no longer accepted. Sending the request again with a new one (in Postman, press Send again).`,
    );
    // By id: a name would lead to the last request of that name. Postman does not act on it after a single Send.
    pm.execution.setNextRequest(pm.info.requestId);
    return true;
  }
  keepToken(settings, { ...kept, refused: true });
  noteRun(settings, { repeating: false, keepRefused: true });
  return false;
}
