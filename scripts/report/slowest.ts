import type { RequestResult } from '../runner/results.ts';

/** Faster than this nobody minds. */
const notable = 500;
/** Where everything is slow, no request stands out. */
const timesTheMedian = 3;
const most = 3;

/** The slowest requests of a run, when they are slow enough to be worth a look: at most three, the slowest first. */
export function slowestOf(requests: readonly RequestResult[]): RequestResult[] {
  const answered = requests.filter((each) => each.state === 'sent').sort((a, b) => b.duration - a.duration);
  const median = answered[answered.length >> 1]?.duration ?? 0;
  return answered.slice(0, most).filter(({ duration }) => duration >= notable && duration >= timesTheMedian * median);
}
