import { codeFrame, placeOf, type SourceOf } from '../report/frame.ts';
import { count, printable, type Style } from '../report/style.ts';
import { mostItemsBroken, mostPropertiesBroken } from './break-body.ts';
import { type AuditResult, type FalseAlarm, type GapKind, gapKinds, percentKilled } from './result.ts';
import { type SurvivorGroup, survivorsOf, type Tally, tallyByClass, tallyByEndpoint } from './tally.ts';
import { mostCharacters, mostItems } from './wrong-values.ts';

/** More places than these of one kind of gap are not listed. */
const mostPlaces = 5;

/** What each kind of gap lets through. */
const meanings: Readonly<Record<GapKind, string>> = {
  'open object': 'extra properties are allowed: additionalProperties: false is not said',
  'text of any form': 'no pattern, format or enum tells which texts are right',
  'number without bounds': 'a minimum or a maximum is not said',
  'list of any length': 'minItems or maxItems is not said',
  'answers alike': 'the schema does not tell the answer from another one: const or enum would',
  'described as open': 'the spec itself says that the form is not documented',
  'body not looked at': 'readAs is none',
  'not broken alone': 'what else is said of the request refuses every value that breaks it, so nobody can tell whether it is held to',
  'refusal not documented': 'no answer to a bad request is documented, so none is tried',
};

/** What an audit found, for a terminal: false alarms, what was not noticed, tables, what the spec leaves open, and the count. */
export function formatAudit(result: AuditResult, sourceOf: SourceOf, style: Style): string {
  const found = [
    ...result.falseAlarms.map((alarm) => formatAlarm(alarm, sourceOf, style)),
    ...survivorsOf(result).map((group) => formatSurvivor(group, sourceOf, style)),
  ];
  const tables = [formatTable('what is broken', tallyByClass(result), style), formatTable('endpoint', tallyByEndpoint(result), style)];
  return `${[...found, ...tables, ...formatGaps(result, style), formatAuditSummary(result, style)].join('\n\n')}\n`;
}

/** The last line: how much was noticed. */
export function formatAuditSummary(result: AuditResult, style: Style): string {
  const { api, verdicts, falseAlarms, variations } = result;
  const killed = verdicts.filter((each) => each.killed).length;
  const whole = killed === verdicts.length;
  const share = `${killed} of ${count(verdicts.length, 'broken answer')} noticed (${percentKilled(result)} %)`;
  const alarms = falseAlarms.length === 0 ? 'no false alarm' : style.red(count(falseAlarms.length, 'false alarm'));
  const limits = `At most ${mostItemsBroken} items of a list and ${mostPropertiesBroken} properties of an object are broken; no text gets longer than ${mostCharacters} characters, no list than ${mostItems} items.`;
  return `${style.bold(printable(api.name))}: ${whole ? style.green(share) : style.red(share)}, ${alarms} in ${count(variations, 'variation')}\n${style.dim(limits)}`;
}

function formatAlarm({ planned, what, test, message, span }: FalseAlarm, sourceOf: SourceOf, style: Style): string {
  const title = printable(`${planned.title}: ${what}`);
  return `${style.bold(placeOf(span))}  ${style.red('false alarm')} ${title}\n${codeFrame(span, [`${test}: ${message}`], sourceOf, style)}`;
}

function formatSurvivor({ constraint, verdicts }: SurvivorGroup, sourceOf: SourceOf, style: Style): string {
  const [first] = verdicts;
  const more = verdicts.length > 1 ? style.dim(` (and ${verdicts.length - 1} more here)`) : '';
  const title = first ? printable(`${first.planned.title}: ${first.what}`) : '';
  const frame = codeFrame(constraint.span, [constraint.text], sourceOf, style);
  return `${style.bold(placeOf(constraint.span))}  ${style.yellow('survived')} ${title}${more}\n${frame}`;
}

function formatTable(heading: string, tallies: readonly Tally[], style: Style): string {
  const rows = tallies.map(({ name, mutants, killed }) => [printable(name), String(mutants), String(killed), String(mutants - killed)]);
  const total = (of: (tally: Tally) => number) => String(tallies.reduce((sum, each) => sum + of(each), 0));
  const sums = ['together', total((each) => each.mutants), total((each) => each.killed), total((each) => each.mutants - each.killed)];
  const all = [[heading, 'broken', 'noticed', 'survived'], ...rows, sums];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '));
  return lines.map((line, i) => `  ${i === 0 || i === lines.length - 1 ? style.bold(line) : line}`).join('\n');
}

/** What the spec leaves open, one line for each kind. */
function formatGaps({ gaps }: AuditResult, style: Style): string[] {
  const lines = gapKinds.flatMap((kind) => {
    const places = gaps.filter((gap) => gap.kind === kind).map((gap) => `${gap.span.file}:${gap.span.start.line}`);
    if (places.length === 0) return [];
    const rest = places.length > mostPlaces ? ` and ${places.length - mostPlaces} more` : '';
    return [`  ${kind} (${places.length}): ${meanings[kind]}\n    ${style.dim(printable(places.slice(0, mostPlaces).join(', ') + rest))}`];
  });
  return lines.length > 0 ? [[style.bold('Left open by the spec, and not counted:'), ...lines].join('\n')] : [];
}
