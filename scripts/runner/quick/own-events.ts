import { type Outcome, OwnScripts, type Scope, type Surroundings, type VariableList } from './own-scripts.ts';

/** What is used of postman-collection. */
export interface Sdk {
  readonly Response: new (answer: object) => Pm['response'];
  readonly Property: { replaceSubstitutions(text: string, lists: readonly VariableList[]): string };
}

interface Script {
  readonly id?: string;
  toSource(): string | undefined;
}
interface Event {
  readonly id?: string;
  readonly script?: Script;
}
interface Item {
  readonly id: string;
  readonly name: string;
  readonly events: {
    listeners(name: string, options: object): readonly Event[];
    listenersOwn(name: string): readonly Event[];
  };
}
interface Context {
  readonly environment: Scope;
  readonly collectionVariables: Scope;
  readonly globals: Scope;
  readonly _variables: Scope;
  readonly request: Pm['request'];
  readonly response?: object;
}
interface Payload {
  readonly name: 'prerequest' | 'test';
  readonly item: Item;
  readonly context: Context;
  readonly coords: object;
}
interface Result {
  readonly event: Event;
  readonly script?: Script;
  readonly result?: object;
}
type Trigger = (...args: unknown[]) => void;
/** A run of Newman's runtime. */
interface Run {
  readonly state: { _variables: Scope };
  readonly triggers: Readonly<Record<string, Trigger>>;
}
type Next = (error: unknown, results: readonly Result[], ...others: unknown[]) => void;

/** What Newman does with an event of a request: it runs the scripts for it. */
export type EventCommand = (this: Run, payload: Payload, next: Next) => void;

/**
 * Stands in for the command "event" of postman-runtime. Scripts that Postern wrote are run here (see own-scripts.ts) where
 * they can be: that takes a tenth of the time that the sandbox takes. Those of an author, and whatever is more than reading
 * and comparing, are left to Newman, from the first such script of an event on.
 */
export function ownEvents(sdk: Sdk, plain: EventCommand, startSandbox: () => Promise<void>): EventCommand {
  const scripts = new OwnScripts();
  return function (payload, next) {
    const { name, item, context, coords } = payload;
    const { triggers } = this;
    const events = item.events.listeners(name, { excludeDisabled: true });
    // A contract's requests have a test script of their own only for the checks that an author wrote as code.
    const authored = name === 'test' ? item.events.listenersOwn(name) : [];
    const around = surroundingsOf(payload, sdk);
    const results: Result[] = [];
    for (const event of events) {
      const outcome = authored.includes(event) ? undefined : scripts.run(event.script?.toSource() ?? '', around);
      if (!outcome) break;
      if (results.length === 0) triggers[name === 'test' ? 'beforeTest' : 'beforePrerequest']?.(null, coords, events, item);
      results.push(tell(event, outcome, payload, triggers));
    }
    // What a script kept for the request is for the next one too.
    this.state._variables = context._variables;
    if (results.length === events.length) {
      triggers[name]?.(null, coords, results, item);
      next(null, results, undefined, false);
      return;
    }
    const left = events.slice(results.length);
    const rest = Object.create(item, { events: { value: { listeners: () => left } } }) as Item;
    const goOn: Next = (error, more, ...others) => next(error, [...results, ...(more ?? [])], ...others);
    startSandbox()
      .then(() => plain.call(this, { ...payload, item: rest }, goOn))
      .catch((error) => next(error, results));
  };
}

function surroundingsOf({ name, item, context }: Payload, sdk: Sdk): Surroundings {
  return {
    id: item.id,
    name: item.name,
    local: context._variables,
    environment: context.environment,
    collection: context.collectionVariables,
    globals: context.globals,
    request: context.request,
    response: name === 'test' ? new sdk.Response(context.response ?? {}) : undefined,
    fillIn: (text, lists) => sdk.Property.replaceSubstitutions(text, lists),
  };
}

/** Tells the listeners what a script did, as Newman does. */
function tell(event: Event, { assertions, nextRequest }: Outcome, { item, coords }: Payload, triggers: Run['triggers']): Result {
  const { script } = event;
  const cursor = { ...coords, ...(event.id && { eventId: event.id }), ...(script?.id && { scriptId: script.id }) };
  for (const assertion of assertions) triggers['assertion']?.(cursor, [assertion]);
  const result = { return: { async: false, ...(nextRequest === undefined ? {} : { nextRequest }) } };
  triggers['script']?.(null, cursor, result, script, event, item);
  return { event, ...(script ? { script } : {}), result };
}
