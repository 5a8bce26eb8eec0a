import type { Outcome, Verdict } from './verdict.ts';

/** The verdict as tables. */
export function report({ baseline, breaks, variations, requests, duration }: Verdict): string {
  const kinds = [...new Set(breaks.map((each) => each.kind))];
  const killed = (all: readonly Outcome[]): number => all.filter((each) => !each.green).length;
  const lines = kinds.map((kind) => {
    const all = breaks.filter((each) => each.kind === kind);
    return `${kind.padEnd(34)} ${String(killed(all)).padStart(5)} of ${String(all.length).padStart(5)} noticed`;
  });
  const alarms = variations.filter((each) => !each.green);
  return [
    ...(baseline.length > 0 ? ['red with a right server:', ...baseline.map((line) => `  ${line}`), ''] : []),
    ...lines,
    `${'all'.padEnd(34)} ${String(killed(breaks)).padStart(5)} of ${String(breaks.length).padStart(5)} noticed`,
    '',
    ...breaks.filter((each) => each.green).map((each) => `survived  ${each.kind}: ${each.name}`),
    `false alarms: ${alarms.length} of ${variations.length} variations`,
    ...alarms.map((each) => `alarm     ${each.kind}: ${each.name}\n          ${each.found.join('\n          ')}`),
    `${requests} requests, ${(duration / 1000).toFixed(0)} s`,
    '',
  ].join('\n');
}
