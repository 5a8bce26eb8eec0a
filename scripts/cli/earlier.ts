import { Kept } from '../model/kept.ts';
import { messageOf, type Problem, severity } from '../source/problem.ts';

/** What a command that works again and again knows from its earlier rounds. */
export class Earlier {
  /** What is known of the specs. */
  readonly kept = new Kept();
  #last = new Map<string, number>();
  #now = new Map<string, number>();

  /** Begins another round. */
  begin(): void {
    this.#last = this.#now;
    this.#now = new Map();
  }

  /** The problems without the warnings that the last round had told of: they may have moved to other lines since. */
  unsaid(problems: readonly Problem[]): Problem[] {
    const warnings = new Map<string, number>();
    for (const found of problems) if (severity(found) === 'warning') warnings.set(nameOf(found), (warnings.get(nameOf(found)) ?? 0) + 1);
    for (const [name, number] of warnings) this.#now.set(name, number);
    return problems.filter((found) => severity(found) === 'error' || this.#last.get(nameOf(found)) !== warnings.get(nameOf(found)));
  }
}

/** What is wrong, but for where in the file. */
function nameOf(found: Problem): string {
  return [found.span?.file, found.code, messageOf(found)].join('\n');
}
