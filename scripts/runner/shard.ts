import { createHash } from 'node:crypto';
import type { Unit } from './units.ts';

/** One of several parts that a contract is run in: from 1. */
export interface Shard {
  readonly number: number;
  readonly of: number;
}

/** How long requests took in a run before, in ms, by the id of the item. */
export type Timings = ReadonlyMap<string, number>;

/**
 * The ids of what one shard runs. The shards of the same specs, with the same timings, have everything between them and
 * nothing twice; what belongs together is in one. Without timings a request stays in its shard, whatever is added to the
 * specs; with them the shards take about the same time.
 */
export function shardOf(units: readonly Unit[], { number, of }: Shard, timings: Timings | undefined): ReadonlySet<string> {
  const own = timings ? balanced(units, of, timings)[number - 1] : units.filter((unit) => hashOf(unit) % of === number - 1);
  return new Set((own ?? []).flat().map(({ id }) => id));
}

/** The longest first, each to the shard that has the least to do. */
function balanced(units: readonly Unit[], of: number, timings: Timings): Unit[][] {
  const known = [...timings.values()];
  const usual = known.length > 0 ? known.reduce((sum, time) => sum + time, 0) / known.length : 1;
  const timeOf = (unit: Unit): number => unit.reduce((sum, { id }) => sum + (timings.get(id) ?? usual), 0);
  const shards = Array.from({ length: of }, () => ({ time: 0, units: [] as Unit[] }));
  const longestFirst = units
    .map((unit) => ({ unit, time: timeOf(unit) }))
    .sort((a, b) => b.time - a.time || (idOf(a.unit) < idOf(b.unit) ? -1 : 1));
  for (const { unit, time } of longestFirst) {
    const [least] = [...shards].sort((a, b) => a.time - b.time);
    if (!least) break;
    least.time += time;
    least.units.push(unit);
  }
  return shards.map((shard) => shard.units);
}

function hashOf(unit: Unit): number {
  return createHash('sha256').update(idOf(unit)).digest().readUInt32BE(0);
}

function idOf([first]: Unit): string {
  return first?.id ?? '';
}
