import { checkAnswer } from './check-answer.js';
import { stopFlow } from './flow.js';

// Each request brings along what its answer has to be, as data: its pre-request script puts it into a local variable. The code that holds
// answers to it is the same for all, so the collection has it once.

/**
 * What the answer to one request has to be.
 *
 * @typedef {object} Contract
 * @property {string} request the id of the request that it is for
 * @property {number} expected the status that the request is meant to get
 * @property {import('./check-answer.js').Check[]} checks
 * @property {boolean} [own] whether the request has a test script of its own, with further checks
 * @property {string} [flow] the flow that the request is a step of
 */

/**
 * Takes the contract that this request has brought along, so that it is never used for another. A request without one fails: it would
 * be green whatever the answer is.
 *
 * @returns {Contract | undefined}
 */
export function takeContract() {
  const text = pm.variables.get('current contract');
  pm.variables.unset('current contract');
  /** @type {Contract | undefined} */
  const contract = text ? JSON.parse(String(text)) : undefined;
  if (contract && contract.request === pm.info.requestId && contract.checks.length > 0) return contract;
  pm.test('Contract', () => pm.expect.fail('this request has no contract: its pre-request script has to say what the answer has to be'));
  return undefined;
}

/**
 * Checks an answer, and leaves word for what comes after: the request's own checks, and the further steps of a flow.
 *
 * @param {Contract} contract
 */
export function holdToContract({ request, checks, own, flow }) {
  // No answer at all is already reported, by whatever runs the collection.
  const answered = pm.response && pm.response.code;
  const { passed, meaningful } = answered ? checkAnswer(checks) : { passed: false, meaningful: false };
  if (own && answered) pm.variables.set('current verdict', JSON.stringify({ request, meaningful }));
  if (flow && !passed) stopFlow(flow);
}
