// Variables in the settings: their values, and which of them have none.

/** @import { TokenSettings } from './token-settings.d.ts' */

/**
 * The names of the `{{variables}}` in a text, each once.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function variablesIn(text) {
  const names = [...text.matchAll(/\{\{([^{}]+)\}\}/g)].map((match) => String(match[1]));
  return [...new Set(names)];
}

/**
 * The value of a client id or secret. It is taken as it is: `{{` or `$` inside a secret is no variable.
 *
 * @param {string} setting
 * @returns {string}
 */
export function credentialValue(setting) {
  let value = setting;
  // An environment variable may stand for another one; more than a few steps would be a circle.
  for (let step = 0; step < 5; step++) {
    const name = /^\{\{([^{}]+)\}\}$/.exec(value)?.[1];
    if (name === undefined) return step === 0 ? pm.variables.replaceIn(value) : value;
    value = variableValue(name);
  }
  return '';
}

/**
 * The value of a variable as text, empty when there is none.
 *
 * @param {string} name
 * @returns {string}
 */
function variableValue(name) {
  return String(pm.variables.get(name) ?? '');
}

/**
 * The variables that must have a value before a token can be asked for, and have none.
 *
 * @param {TokenSettings} settings
 * @returns {string[]}
 */
export function missingVariables(settings) {
  const { tokenUrl, assertion, scope, audience, parameters, headers } = settings;
  const credentials = [settings.clientId, settings.clientSecret ?? '', assertion?.key ?? ''];
  const about = [audience ?? '', assertion?.audience ?? '', assertion?.keyId ?? ''];
  const texts = [tokenUrl, ...(scope ?? []), ...about, ...Object.values(parameters ?? {}), ...Object.values(headers ?? {})];
  const named = [...credentials, ...texts].flatMap(variablesIn).filter((name) => !name.startsWith('$'));
  // A value may name a variable in its turn.
  const left = texts.flatMap((text) => variablesIn(pm.variables.replaceIn(text)));
  const empty = [...settings.required.map((variable) => variable.name), ...named].filter((name) => variableValue(name) === '');
  const unresolved = credentials.filter((text) => text !== '' && credentialValue(text) === '').flatMap(variablesIn);
  return [...new Set([...empty, ...left, ...unresolved])];
}
