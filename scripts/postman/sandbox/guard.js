/**
 * Which environments are in production, and which requests try wrong credentials.
 *
 * @typedef {object} Guard
 * @property {string[]} production names of environments
 * @property {string} tokenUrl
 * @property {string[]} probes how the names of such requests end
 * @property {string[]} [safe] names of requests that change nothing, whatever their method
 */

/**
 * Runs before every request of a contract: in production only what reads is sent, and no wrong credentials are tried,
 * unless the environment says allowWrites=true.
 *
 * @param {Guard} guard
 * @returns {boolean} whether the request was held back
 */
export function isHeldBack(guard) {
  const environment = String(pm.environment.name);
  if (!guard.production.includes(environment) || String(pm.variables.get('allowWrites')) === 'true') return false;
  const reads =
    ['GET', 'HEAD', 'OPTIONS'].includes(pm.request.method) ||
    (guard.safe || []).includes(pm.info.requestName) ||
    pm.variables.replaceIn(String(pm.request.url)) === pm.variables.replaceIn(guard.tokenUrl);
  const probes = guard.probes.some((name) => pm.info.requestName.endsWith(name));
  if (reads && !probes) return false;
  console.log(`Not sent: "${environment}" is in production. Set allowWrites to true to send it all the same.`);
  pm.execution.skipRequest();
  return true;
}
