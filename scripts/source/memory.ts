import type { Problem, Report } from './problem.ts';

/** What came of some work, the problems that it told, and the files that it read. */
export interface Heard<T> {
  readonly result: T;
  readonly problems: readonly Problem[];
  readonly files: ReadonlySet<string>;
}

/**
 * Remembers what was worked out of values that stay the same objects from one compile to the next. The problems that were told
 * meanwhile are told again, and files are noted as read again, so that nobody can see a difference. What comes of objects that are gone
 * is forgotten with them.
 */
export class Memory {
  readonly #known = new WeakMap<object, Map<string, { readonly inputs: readonly unknown[]; readonly heard: Heard<unknown> }>>();
  readonly #tell: Report;
  /** The problems of what is being worked out; undefined when nothing is. */
  #problems: Problem[] | undefined;
  /** The files that were read meanwhile; all of them when nothing is being worked out. */
  #files = new Set<string>();

  constructor(tell: Report) {
    this.#tell = tell;
  }

  /** Where problems go. */
  readonly report: Report = (found) => {
    if (this.#problems) this.#problems.push(found);
    else this.#tell(found);
  };

  /** Notes that a file was read. */
  note(file: string): void {
    this.#files.add(file);
  }

  /** The files that have been read since `begin`. */
  get files(): ReadonlySet<string> {
    return this.#files;
  }

  /** Begins another compile. */
  begin(): void {
    this.#files = new Set();
  }

  /**
   * The result of `work`, from before when all inputs are the same objects as then.
   * @param what names the work; with the first input it says where the result is kept, one for each
   * @param inputs everything that the result depends on; none of it may change
   */
  once<T>(what: string, inputs: readonly [object, ...unknown[]], work: () => T): T {
    const results = this.#known.get(inputs[0]) ?? new Map();
    this.#known.set(inputs[0], results);
    const before = results.get(what);
    const isSame =
      before?.inputs.length === inputs.length && before.inputs.every((input: unknown, i: number) => Object.is(input, inputs[i]));
    const heard: Heard<T> = isSame ? before.heard : this.listen(work);
    if (!isSame) results.set(what, { inputs, heard });
    return this.again(heard);
  }

  /** Does some work and keeps what it tells: `again` gives its result, and tells it. */
  listen<T>(work: () => T): Heard<T> {
    const around = { problems: this.#problems, files: this.#files };
    const problems: Problem[] = [];
    const files = new Set<string>();
    this.#problems = problems;
    this.#files = files;
    try {
      return { result: work(), problems, files };
    } finally {
      this.#problems = around.problems;
      this.#files = around.files;
    }
  }

  again<T>({ result, problems, files }: Heard<T>): T {
    for (const found of problems) this.report(found);
    for (const file of files) this.#files.add(file);
    return result;
  }
}
