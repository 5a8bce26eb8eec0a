import { answer } from '../mock/answer.ts';
import type { MockRequest } from '../mock/exchange.ts';
import { parseForm } from '../mock/form.ts';
import type { Received } from '../mock/match.ts';
import { receivedBody } from '../mock/received-body.ts';
import { type MockState, mockState } from '../mock/state.ts';
import { fill } from '../mock/template.ts';
import { mockVariables } from '../mock/variables.ts';
import type { Api, Request } from '../model/model.ts';
import { type Planned, planOf } from '../postman/plan.ts';
import { requestOf } from '../postman/request.ts';
import { contractScript, ownTestScript, preRequestScript, testScript } from '../postman/scripts.ts';
import { isObject } from '../source/json.ts';
import { httpRequestOf, httpRequestOfScript } from './http-request.ts';
import { readJson } from './read-json.ts';
import { type SeenAnswer, type Sent, StandIn, type StandInItem, type TokenAnswer } from './stand-in.ts';

/** The stand-in with a mock behind it: what the requests of one API are sent from. */
export class Desk {
  readonly standIn: StandIn;
  readonly #api: Api;
  readonly #state: MockState;
  /** The scripts of the collection, which run before those of its items. */
  readonly #preRequest: StandInItem['preRequest'];
  readonly #test: StandInItem['test'];
  /** What the token endpoint does to scripts instead of answering rightly. */
  #tokenAnswers: readonly [TokenAnswer, ...TokenAnswer[]] | undefined;
  #asked = 0;
  /** The mock's tokens by the names that they have here: they are random, and an audit gives the same result each time. */
  readonly #tokens = new Map<string, string>();

  constructor(api: Api, given: Readonly<Record<string, string>>) {
    const { variables } = mockVariables(api, 'http://127.0.0.1', given);
    const values = { ...variables, ...given };
    this.#api = api;
    this.#state = mockState(api, values, { now: () => 0 });
    this.standIn = new StandIn(values, (sent) => this.#answerScript(sent));
    const preRequest = preRequestScript(api, 'contract');
    const plan = planOf(api, 'contract').flatMap((folder) => folder.requests);
    this.#preRequest = preRequest === undefined ? [] : [this.standIn.script(preRequest)];
    this.#test = [this.standIn.script(testScript(api, plan, 'contract'))];
  }

  /** A request with its scripts, as its item in the collection has them. */
  itemOf(planned: Planned): StandInItem {
    const { auth, url, body } = requestOf(planned.request, planned.endpoint, this.#api.auth, 'contract');
    const own = ownTestScript(planned, 'contract');
    return {
      id: planned.id,
      name: planned.title,
      preRequest: [...this.#preRequest, this.standIn.script(contractScript(planned, this.#api.auth, 'contract'))],
      test: [...this.#test, ...(own === undefined ? [] : [this.standIn.script(own)])],
      auth,
      url: url.raw,
      body,
    };
  }

  /** A request as it arrives at a server; its token is left out. */
  arrived(request: Request): Received {
    const variables = this.standIn.variables();
    const sent = httpRequestOf(request, undefined, variables, '');
    const pathValues = new Map(Object.entries(request.pathValues).map(([name, value]) => [name, fill(value, variables)]));
    return { pathValues, queries: [parseForm(sent.query) ?? []], headers: sent.headers, body: receivedBody(sent) };
  }

  /** Sends a request and lets the mock answer. */
  rightAnswer(planned: Planned, item: StandInItem): { readonly answer: SeenAnswer; readonly sent: Sent } {
    let came: SeenAnswer | undefined;
    const sent = this.standIn.send(item, () => {
      const token = this.#tokens.get(String(this.standIn.read('accessToken'))) ?? '';
      came = this.#answer(httpRequestOf(planned.request, this.#api.auth, this.standIn.variables(), token));
      return came;
    });
    return { answer: came ?? { status: 0, headers: [], body: '', responseTime: 0 }, sent };
  }

  /** Sends a request from the very beginning of a run, with a token endpoint that does what `answers` say. */
  sendWithTokenEndpoint(answers: readonly [TokenAnswer, ...TokenAnswer[]], item: StandInItem, right: SeenAnswer): Sent {
    const { clock } = this.standIn.memory;
    this.standIn.memory = { local: new Map(), collection: new Map(), clock };
    this.#tokenAnswers = answers;
    this.#asked = 0;
    try {
      return this.standIn.send(item, () => right);
    } finally {
      this.#tokenAnswers = undefined;
    }
  }

  #answerScript(sent: PmSendRequest): TokenAnswer {
    const instead = this.#tokenAnswers;
    if (instead) return instead[Math.min(this.#asked++, instead.length - 1)] ?? instead[0];
    return this.#answer(httpRequestOfScript({ ...sent, url: fill(sent.url, this.#state.variables) }));
  }

  #answer(request: MockRequest): SeenAnswer {
    const { status, headers, body, context } = answer(this.#state, request);
    // To HEAD a server sends the head alone (RFC 9110 section 9.3.2).
    const text = request.method === 'HEAD' ? '' : body.toString();
    return { status, headers, body: context.kind === 'token' ? this.#withNamedToken(text) : text, responseTime: 1 };
  }

  #withNamedToken(body: string): string {
    const granted = readJson(body);
    const token = isObject(granted) ? granted['access_token'] : undefined;
    if (!isObject(granted) || typeof token !== 'string') return body;
    // As long as the mock's own, and made of the same letters, since a schema may say so.
    const name = `audit-token-${String(this.#tokens.size + 1).padStart(token.length - 12, '0')}`;
    this.#tokens.set(name, token);
    return JSON.stringify({ ...granted, access_token: name });
  }
}
