import type { Comparison, Standing } from '../runner/compare.ts';
import { placeOf } from './frame.ts';
import { count, printable, type Style } from './style.ts';

/** Several environments side by side: a line for each thing that holds in one and not in another, then the counts. */
export function formatComparison({ api, environments, differences, holds, fails, notSent }: Comparison, style: Style): string {
  const names = environments.map(printable);
  const widths = names.map((name) => Math.max(name.length, 'not checked'.length));
  const cells = (texts: readonly string[], paint: (text: string, i: number) => string): string =>
    texts.map((text, i) => paint(text.padEnd(widths[i] ?? 0), i)).join('  ');
  const rows = differences.map(
    ({ title, origin, standings }) =>
      `${cells(standings, (text, i) => colourOf(standings[i] ?? 'not sent', style)(text))}  ${printable(title)}  ${style.dim(placeOf(origin))}`,
  );
  const facts = [
    `${count(holds, 'check')} ${holds === 1 ? 'holds' : 'hold'} in all`,
    ...(fails > 0 ? [`${count(fails, 'check')} ${fails === 1 ? 'fails' : 'fail'} in all`] : []),
    ...names.flatMap((name, i) => ((notSent[i] ?? 0) > 0 ? [`${count(notSent[i] ?? 0, 'request')} not sent to ${name}`] : [])),
  ].join(', ');
  const verdict =
    rows.length === 0
      ? style.green('no difference')
      : style.red(`${count(rows.length, 'thing')} ${rows.length === 1 ? 'holds' : 'hold'} in one and not in the other`);
  const table = rows.length === 0 ? [] : [cells(names, (text) => style.bold(text)), ...rows];
  return `${[`${style.bold(printable(api.name))}, ${names.join(' and ')} side by side: ${verdict}`, ...table, style.dim(facts)].join('\n')}\n`;
}

function colourOf(standing: Standing, style: Style): (text: string) => string {
  if (standing === 'holds') return style.green;
  return standing === 'fails' || standing === 'no answer' ? style.red : style.yellow;
}
