// Which breaks are noticed, and which variations are taken for breaks.

import type { Api } from '../../scripts/index.ts';
import type { Request } from '../../scripts/model/model.ts';
import { answerBreaks, Recording } from './breaks/answers.ts';
import { requestBreaks } from './breaks/requests.ts';
import { ruleBreaks } from './breaks/rules.ts';
import type { Break } from './breaks/types.ts';
import { variations } from './breaks/variations.ts';
import { lyreContract, tryContract, tryNewman } from './trial.ts';

export interface Outcome {
  readonly kind: string;
  readonly name: string;
  readonly green: boolean;
  readonly found: readonly string[];
}

export interface Verdict {
  /** What is red with a server that is right. */
  readonly baseline: readonly string[];
  readonly breaks: readonly Outcome[];
  readonly variations: readonly Outcome[];
  readonly requests: number;
  /** Milliseconds. */
  readonly duration: number;
}

export interface JudgeOptions {
  readonly runner: 'postern' | 'newman';
  readonly select: (each: Break) => boolean;
  /** Which requests are sent to learn what a right server answers, and to one that varies as a whole; all when left out. */
  readonly learns?: (request: Request) => boolean;
  readonly tell?: (line: string) => void;
}

/** Every break and every variation of the server. */
async function everything(
  api: Api,
  learns?: (request: Request) => boolean,
): Promise<{ breaks: Break[]; variations: Break[]; baseline: readonly string[]; requests: number }> {
  const recording = new Recording();
  const { found, requests } = await tryContract(api, { answer: recording.note }, learns);
  const answers = answerBreaks(recording);
  return {
    breaks: [...ruleBreaks(), ...answers.breaks, ...requestBreaks()],
    variations: [...variations, ...answers.variations],
    baseline: found,
    requests,
  };
}

export async function judge({ runner, select, learns, tell = () => {} }: JudgeOptions): Promise<Verdict> {
  const began = Date.now();
  const api = lyreContract();
  const all = await everything(api, learns);
  let requests = all.requests;
  const known = new Set(all.baseline);
  const attempt = runner === 'newman' ? tryNewman : tryContract;
  const judgeOne = async (each: Break, isBreak: boolean): Promise<Outcome> => {
    const found: string[] = [];
    for (const sends of stagesOf(each, api, isBreak, learns)) {
      const trial = await attempt(api, each.faults, sends);
      requests += trial.requests;
      // What is red without any break says nothing of this one.
      found.push(...trial.found.filter((line) => !known.has(line)));
      if (found.length > 0) break;
    }
    if ((found.length === 0) === isBreak)
      tell(`${isBreak ? 'SURVIVED' : 'ALARM'} ${each.kind}: ${each.name}${isBreak ? '' : ` | ${found[0]}`}`);
    return { kind: each.kind, name: each.name, green: found.length === 0, found: found.slice(0, 3) };
  };
  const breaks: Outcome[] = [];
  for (const each of all.breaks.filter(select)) breaks.push(await judgeOne(each, true));
  const varied: Outcome[] = [];
  for (const each of all.variations.filter(select)) varied.push(await judgeOne(each, false));
  return { baseline: all.baseline, breaks, variations: varied, requests, duration: Date.now() - began };
}

/** Which requests are sent, the likely ones first: what none of an operation's own requests and flows notices, nothing does. */
function stagesOf(
  { operation, shows }: Break,
  api: Api,
  isBreak: boolean,
  learns: (request: Request) => boolean = () => true,
): ((request: Request) => boolean)[] {
  if (operation === undefined) return [(request) => request.kind !== 'refusal' && learns(request)];
  const id = operation === 'token' ? 'access-token' : operation;
  const flows = new Set(
    api.flows.filter((flow) => flow.steps.some((step) => step.endpointId === id)).flatMap((flow) => flow.steps.map((step) => step.request)),
  );
  const withToken = (request: Request): boolean => operation === 'token' && request.identity[0] === 'get-member';
  const own = (request: Request): boolean => request.identity[0] === id || flows.has(request) || withToken(request);
  if (!isBreak) return [own];
  const likely = (request: Request): boolean => {
    if (!own(request) || (flows.has(request) && shows !== 'flows')) return false;
    if (typeof shows === 'number') return request.expected.status === shows;
    if (shows === 'credentials')
      return request.kind !== 'refusal' || request.broken === shows || request.broken === 'scope' || id === 'access-token';
    return shows === 'flows' ? request.kind !== 'refusal' : request.kind === 'case' || request.broken === shows;
  };
  return [likely, own];
}
