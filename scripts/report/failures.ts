import type { Api } from '../model/model.ts';
import { type Failure, failuresOf, type RequestResult, type RunResult, tokenFailuresOf } from '../runner/results.ts';
import type { Span } from '../source/source-file.ts';
import { curlOf } from './curl.ts';
import { placeOf } from './frame.ts';

/** A failure as every report tells it. */
export interface ToldFailure {
  readonly title: string;
  /** The lines of the specs that were broken, each with what there is to say of it; never none. */
  readonly places: readonly Place[];
  /** What sends the request again: once for a request, with the last of its failures. */
  readonly command: string | undefined;
  /** Undefined for a failure that is about the connection or the token. */
  readonly failure: Failure | undefined;
}

export interface Place {
  readonly span: Span;
  readonly messages: readonly string[];
}

/** What went wrong in a run: why there was no token, the requests in their order, and the promises about the token. */
export function toldFailuresOf(result: RunResult): ToldFailure[] {
  const { api, tokenFailure, connectionFailure } = result;
  const { auth } = api;
  const failures = failuresOf(result);
  const noToken = tokenFailure !== undefined && auth;
  return [
    ...(connectionFailure === undefined ? [] : [aboutRun('The connection', placeOfConnection(result), connectionFailure)]),
    ...(noToken ? [aboutRun('Access token', auth.token.origin, tokenFailure, curlOf(auth.token.request, auth.token, result))] : []),
    ...failures.map(
      (failure, i): ToldFailure => ({
        title: `${failure.result.title}${failure.check ? `: ${failure.check.name}` : ''}`,
        places: placesOf(failure, api),
        command: failures[i + 1]?.result === failure.result ? undefined : commandOf(failure.result, result),
        failure,
      }),
    ),
    ...tokenFailuresOf(result).map(({ name, message }) => aboutRun(name, (auth?.token ?? api).origin, message)),
  ];
}

function aboutRun(title: string, span: Span, message: string, command?: string): ToldFailure {
  return { title, places: [{ span, messages: message.split('\n') }], command, failure: undefined };
}

/** What says how the environment is reached. */
export function placeOfConnection({ api, environment }: RunResult): Span {
  return api.environments.find(({ name }) => name === environment)?.tls.origin ?? api.origin;
}

/** The command that sends a request again; undefined for one that was not sent. */
export function commandOf({ request, endpoint, state }: RequestResult, run: RunResult): string | undefined {
  return state === 'sent' || state === 'unanswered' ? curlOf(request, endpoint, run) : undefined;
}

/** The findings of a failure by the line of the spec that each breaks; what names no keyword stays with the check. */
export function placesOf(failure: Failure, api: Api): Place[] {
  const { check, result, message } = failure;
  const own = check?.origin ?? result.request.origin;
  const schema = check?.kind === 'body' ? check.schema : check?.kind === 'header' ? check.header.schema : undefined;
  const places: { span: Span; messages: string[] }[] = [];
  for (const line of message.split('\n')) {
    const location = /\((#[^()\s]*)\)$/.exec(line)?.[1];
    const span = (schema && location !== undefined ? api.locate(schema, location) : undefined) ?? own;
    const known = places.find((place) => placeOf(place.span) === placeOf(span));
    if (known) known.messages.push(line);
    else places.push({ span, messages: [line] });
  }
  return places;
}
