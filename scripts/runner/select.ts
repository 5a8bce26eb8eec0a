import type { Api } from '../model/model.ts';
import { type Planned, planOf } from '../postman/plan.ts';
import { suggest, suggestWhole } from '../source/suggest.ts';
import { unitsOf } from './units.ts';

/** Which requests are wanted: those that fit one word of each kind that is given. */
export interface Selection {
  /** A regular expression, or part of a title, in which letter case counts for nothing. */
  readonly grep?: readonly string[];
  /** Ids of endpoints. */
  readonly endpoint?: readonly string[];
  readonly folder?: readonly string[];
  readonly tag?: readonly string[];
  /** Files of the specs that have changed. */
  readonly changed?: readonly string[];
}

/** A word that selects nothing. */
export interface Unfit {
  readonly option: string;
  readonly word: string;
  readonly suggestion: string | undefined;
}

/** Whether anything is asked for: else everything is sent. */
export function isSelective(selection: Selection): boolean {
  return Object.values(selection).some((words) => words !== undefined);
}

/** The ids of what is selected, with the requests that it needs: all steps of a flow, and what captures its variables. */
export function selectedOf(api: Api, selection: Selection): ReadonlySet<string> {
  const plan = planOf(api, 'contract').flatMap(({ requests }) => requests);
  const wanted = new Set(plan.filter((planned) => isWanted(planned, selection, api)).map(({ id }) => id));
  const needed = unitsOf(plan, api.auth).filter(
    (unit) =>
      unit.some(({ id }) => wanted.has(id)) &&
      unit.some(({ flow, request }) => flow || request.checks.some(({ kind }) => kind === 'capture')),
  );
  return new Set([...wanted, ...needed.flat().map(({ id }) => id)]);
}

function isWanted(planned: Planned, { grep, endpoint, folder, tag, changed }: Selection, api: Api): boolean {
  const titles = [planned.title, planned.folder, planned.endpoint.id, `${planned.folder} › ${planned.title}`];
  return [
    !grep || grep.some((word) => titles.some((title) => fits(title, word))),
    !endpoint || endpoint.includes(planned.endpoint.id),
    !folder || folder.includes(planned.folder),
    !tag || planned.endpoint.tags.some((each) => tag.includes(each)),
    !changed || hasChanged(planned, changed, api),
  ].every(Boolean);
}

function fits(title: string, word: string): boolean {
  if (title.toLowerCase().includes(word.toLowerCase())) return true;
  try {
    return new RegExp(word, 'iu').test(title);
  } catch {
    return false; // A text with a bracket is no regular expression, and was looked for as a text.
  }
}

/** What stands in api.yaml, schemas and the like may be part of any request; endpoints and flows have files of their own. */
function hasChanged({ endpoint, flow }: Planned, changed: readonly string[], api: Api): boolean {
  const folder = api.origin.file.replace(/[^/]*$/, '');
  const own = changed.filter((file) => file.startsWith(folder) && !file.startsWith(`${folder}environments/`));
  return own.some((file) =>
    /^(endpoints|flows)\//.test(file.slice(folder.length)) ? file === endpoint.origin.file || file === flow?.origin.file : true,
  );
}

/** The words that fit nothing in any of the APIs: misspelt, as a rule. */
export function unfitOf(apis: readonly Api[], selection: Selection): Unfit[] {
  const plan = apis.flatMap((api) => planOf(api, 'contract').flatMap(({ requests }) => requests.map((planned) => ({ planned, api }))));
  const known: Readonly<Record<string, readonly string[]>> = {
    grep: plan.flatMap(({ planned }) => [planned.title, planned.endpoint.id, ...planned.title.split(/\s+/)]),
    endpoint: plan.map(({ planned }) => planned.endpoint.id),
    folder: plan.map(({ planned }) => planned.folder),
    tag: plan.flatMap(({ planned }) => planned.endpoint.tags),
  };
  return Object.keys(known).flatMap((option) =>
    (selection[option as keyof Selection] ?? []).flatMap((word) => {
      const one = { [option]: [word] };
      if (plan.some(({ planned, api }) => isWanted(planned, one, api))) return [];
      const names = [...new Set(known[option])];
      return [{ option: `--${option}`, word, suggestion: suggest(word, names) ?? suggestWhole(word, names) }];
    }),
  );
}
