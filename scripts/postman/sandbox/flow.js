// A flow is requests in order, each with what the ones before it have captured. Where one fails, the others would only
// fail for the same reason, so they are skipped. What has happened is in a local variable, which is gone with the run.

/**
 * Runs before each step.
 *
 * @param {string} flow
 * @param {boolean} isFirst
 */
export function enterStep(flow, isFirst) {
  if (isFirst) pm.variables.unset(stateOf(flow));
  if (pm.variables.get(stateOf(flow)) !== 'stopped') return;
  console.log('Skipped: an earlier step of this flow failed.');
  pm.execution.skipRequest();
}

/**
 * @param {string} flow
 */
export function stopFlow(flow) {
  pm.variables.set(stateOf(flow), 'stopped');
}

/**
 * @param {string} flow
 * @returns {string}
 */
function stateOf(flow) {
  return `flow ${flow}`;
}
