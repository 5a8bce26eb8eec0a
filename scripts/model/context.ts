import type { Places } from '../language/places.ts';
import type { Workspace } from '../language/workspace.ts';
import type { Report } from '../source/problem.ts';
import type { Schemas } from './schemas.ts';

/** What every step of resolving needs: where things stand, the schemas compiled so far, and where problems go. */
export interface Context {
  readonly workspace: Workspace;
  readonly places: Places;
  readonly report: Report;
  readonly schemas: Schemas;
}
