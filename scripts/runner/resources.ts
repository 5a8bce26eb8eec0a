import type { Request } from '../model/model.ts';
import type { Planned } from '../postman/plan.ts';
import { isSafe } from './production.ts';

/**
 * What requests that change something are about, as the paths tell: their order is the author's (created before it is read,
 * deleted last), so whatever is about the same keeps it.
 * @returns a name for what a request is about; undefined for one that may be sent at any time
 */
export function resourcesOf(plan: readonly Planned[]): (planned: Planned) => string | undefined {
  const paths = [...new Set(plan.filter(({ flow }) => !flow).map(({ request }) => request.path))].map(segmentsOf);
  const [first = [], ...others] = paths;
  const differs = first.findIndex((segment, i) => others.some((other) => other[i] !== segment));
  // What all paths begin with tells nothing apart: /api/carriers/{carrierId}.
  const common = differs < 0 ? first.length : differs;
  const resourceOf = ({ request }: Planned): string => {
    const [segment = ''] = segmentsOf(request.path).slice(common);
    return `${request.baseUrl} ${segment.startsWith('{') ? '' : segment}`;
  };
  const changed = new Set(plan.filter((planned) => !planned.flow && changes(planned)).map(resourceOf));
  return (planned) => {
    const resource = resourceOf(planned);
    if (planned.flow || !changed.has(resource) || isRefusedAnyway(planned.request, common)) return undefined;
    return resource;
  };
}

function changes({ request }: Planned): boolean {
  return !isSafe(request) && request.expected.status < 400;
}

/** Whether a request is refused whatever there is: it shows no right to ask, or what it asks names nothing. */
function isRefusedAnyway({ kind, broken, path }: Request, common: number): boolean {
  if (kind !== 'refusal') return false;
  return (
    broken === 'credentials' ||
    !segmentsOf(path)
      .slice(common)
      .some((segment) => segment.startsWith('{'))
  );
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}
