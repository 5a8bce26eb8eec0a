import vm from 'node:vm';

/** A scope of variables (postman-collection's VariableScope). */
export interface Scope {
  readonly name?: string;
  readonly values: VariableList;
  has(name: string): boolean;
  get(name: string): unknown;
  set(name: string, value: string): void;
  unset(name: string): void;
}
export interface VariableList {
  oneNormalizedVariable(name: string): { readonly disabled?: boolean; valueOf(): unknown } | undefined;
}

/** What a script has around it. */
export interface Surroundings {
  readonly id: string;
  readonly name: string;
  readonly local: Scope;
  readonly environment: Scope;
  readonly collection: Scope;
  readonly globals: Scope;
  readonly request: Pm['request'];
  /** Only for a test script. */
  readonly response: Pm['response'] | undefined;
  /** Fills variables in, as Postman does. */
  readonly fillIn: (text: string, lists: readonly VariableList[]) => string;
}

/** A test as the sandbox reports it. */
export interface Assertion {
  readonly name: string;
  readonly index: number;
  readonly async: false;
  readonly passed: boolean;
  readonly skipped: boolean;
  readonly error: { readonly name: string; readonly message: string } | null;
}

/** What a script did besides setting variables. */
export interface Outcome {
  readonly assertions: readonly Assertion[];
  /** Which request is next; undefined when it did not say. */
  readonly nextRequest: string | null | undefined;
}

/**
 * Runs scripts that Postern wrote itself, with the little of `pm` that they use, in place of Postman's sandbox. It only
 * takes what is over at once: a script that asks for a token, skips its request, waits or fails leaves no trace here, and
 * has to be run in the sandbox.
 */
export class OwnScripts {
  readonly #context: vm.Context;
  /** The long ones, which are the same for all requests. */
  readonly #functions = new Map<string, (pm: Pm) => void>();
  #isTooMuch = false;

  constructor() {
    const tooMuch = (): never => this.#giveUp();
    this.#context = vm.createContext({
      Buffer,
      btoa,
      atob,
      console: { log() {}, info() {}, warn() {}, error() {} },
      require: tooMuch,
      setTimeout: tooMuch,
      clearTimeout: tooMuch,
    });
  }

  /** @returns undefined when the sandbox has to run it; then no variable has changed */
  run(text: string, around: Surroundings): Outcome | undefined {
    const undo: (() => void)[] = [];
    const assertions: Assertion[] = [];
    const course: Course = { nextRequest: undefined };
    this.#isTooMuch = false;
    try {
      this.#functionOf(text)(this.#pm(around, assertions, course, undo));
    } catch {
      this.#isTooMuch = true;
    }
    if (!this.#isTooMuch) return { assertions, nextRequest: course.nextRequest };
    for (const step of undo.reverse()) step();
    return undefined;
  }

  #giveUp(): never {
    this.#isTooMuch = true;
    throw new Error('this is for the sandbox');
  }

  #functionOf(text: string): (pm: Pm) => void {
    const known = this.#functions.get(text);
    if (known) return known;
    // A function of its own, as in Postman: what it declares is gone after it.
    const made = new vm.Script(`(function (pm) {${text}\n})`).runInContext(this.#context) as (pm: Pm) => void;
    if (text.length > longest) this.#functions.set(text, made);
    return made;
  }

  #pm(around: Surroundings, assertions: Assertion[], course: Course, undo: (() => void)[]): Pm {
    const { local, environment, collection, globals, response } = around;
    const lists = [local, environment, collection, globals].map(({ values }) => values);
    const tooMuch = (): never => this.#giveUp();
    const report = (name: string, skipped: boolean, error: Assertion['error']): void => {
      assertions.push({ name: String(name), index: assertions.length, async: false, passed: error === null, skipped, error });
    };
    const pm: Omit<Pm, 'response'> = {
      info: { requestId: around.id, requestName: around.name },
      environment: { ...changing(environment, undo), ...(environment.name === undefined ? {} : { name: environment.name }) },
      collectionVariables: changing(collection, undo),
      variables: {
        ...changing(local, undo),
        get: (name) => {
          for (const list of lists) {
            const variable = list.oneNormalizedVariable(name);
            if (variable && variable.disabled !== true) return variable.valueOf();
          }
          return undefined;
        },
        replaceIn: (text) => (text.includes('{{') ? around.fillIn(text, lists) : text),
      },
      request: around.request,
      execution: {
        skipRequest: tooMuch,
        setNextRequest: (id) => {
          course.nextRequest = id;
        },
      },
      test: Object.assign(
        (name: string, check: () => void) => {
          let error: Assertion['error'] = null;
          try {
            check();
          } catch (thrown) {
            error = this.#errorOf(thrown);
          }
          report(name, false, error);
        },
        { skip: (name: string) => report(name, true, null) },
      ),
      expect: Object.assign(tooMuch, {
        fail: (message: string): never => {
          throw Object.assign(new Error(message), { name: 'AssertionError' });
        },
      }),
      sendRequest: tooMuch,
    };
    return (response === undefined ? pm : { ...pm, response }) as Pm;
  }

  /** How the sandbox tells of what was thrown. */
  #errorOf(thrown: unknown): { readonly name: string; readonly message: string } {
    const { name, message } = Object(thrown) as { name?: unknown; message?: unknown };
    if (typeof name !== 'string' || typeof message !== 'string' || message === '') return this.#giveUp();
    return { name, message };
  }
}

/** Shorter scripts are the data of one request: they are run once. */
const longest = 4000;

interface Course {
  nextRequest: string | null | undefined;
}

/** A scope whose changes can be taken back. */
function changing(scope: Scope, undo: (() => void)[]): PmVariableScope {
  const remember = (name: string): void => {
    const before = scope.has(name) ? { value: scope.get(name) } : undefined;
    undo.push(() => (before ? scope.set(name, before.value as string) : scope.unset(name)));
  };
  return {
    get: (name) => scope.get(name),
    set: (name, value) => {
      remember(name);
      scope.set(name, value);
    },
    unset: (name) => {
      remember(name);
      scope.unset(name);
    },
  };
}
