import type { Places } from '../language/places.ts';
import type { Workspace } from '../language/workspace.ts';
import type { Memory } from '../source/memory.ts';
import type { Report } from '../source/problem.ts';
import type { Schemas } from './schemas.ts';

/** What every step of resolving needs: where things stand, the schemas compiled so far, what is known from before, and where problems go. */
export interface Context {
  readonly workspace: Workspace;
  readonly places: Places;
  readonly report: Report;
  readonly memory: Memory;
  readonly schemas: Schemas;
}
