// What is remembered, and where: the token in a collection variable, because no export contains what a run has put there, and a second
// Send in Postman finds it again; the course of the run in a local variable, because it must be forgotten with the run.

/** @import { KeptToken, TokenRun, TokenSettings } from './token-settings.d.ts' */

/**
 * The token that is kept, if there is one.
 *
 * @param {Pick<TokenSettings, 'stateVariable'>} settings
 * @returns {KeptToken | undefined}
 */
export function readKeptToken(settings) {
  const kept = parseObject(pm.collectionVariables.get(settings.stateVariable));
  return typeof kept.token === 'string' ? kept : undefined;
}

/**
 * @param {Pick<TokenSettings, 'stateVariable'>} settings
 * @param {KeptToken} kept
 */
export function keepToken(settings, kept) {
  pm.collectionVariables.set(settings.stateVariable, JSON.stringify(kept));
}

/**
 * @param {Pick<TokenSettings, 'stateVariable'>} settings
 */
export function dropToken(settings) {
  pm.collectionVariables.unset(settings.stateVariable);
}

/**
 * What has happened in this run (or, in Postman, since this Send).
 *
 * @param {Pick<TokenSettings, 'stateVariable'>} settings
 * @returns {TokenRun}
 */
export function readRun(settings) {
  const start = { failed: false, sent: false, repeating: false, wasted: 0, keepRefused: false };
  return { ...start, ...parseObject(pm.variables.get(`${settings.stateVariable}Run`)) };
}

/**
 * Notes something that has happened in this run.
 *
 * @param {Pick<TokenSettings, 'stateVariable'>} settings
 * @param {Partial<TokenRun>} news
 */
export function noteRun(settings, news) {
  pm.variables.set(`${settings.stateVariable}Run`, JSON.stringify({ ...readRun(settings), ...news }));
}

/**
 * The object that a text holds as JSON; an empty one when it holds none.
 *
 * @param {unknown} text
 * @returns {any}
 */
export function parseObject(text) {
  try {
    const value = JSON.parse(String(text));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}
