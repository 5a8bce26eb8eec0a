import { wordsOf } from './names.ts';
import type { Shape } from './shape.ts';

/** Numbers that names ask for, by the last word of the name. */
const byName = new Map<string, readonly number[]>(
  Object.entries({
    id: [1],
    count: [1],
    total: [1],
    quantity: [1],
    page: [1],
    limit: [10],
    size: [10],
    price: [9.95, 10],
    amount: [9.95, 10],
    cost: [9.95, 10],
    latitude: [52.3676, 52],
    lat: [52.3676, 52],
    longitude: [4.9041, 5],
    lng: [4.9041, 5],
    lon: [4.9041, 5],
    age: [36],
    year: [2025],
    month: [3],
    day: [14],
    hour: [9],
    minute: [26],
    port: [443],
    percent: [50],
    percentage: [50],
    status: [200],
    timestamp: [1741944413],
    weight: [1.5, 2],
    length: [30],
    width: [20],
    height: [10],
    rating: [4.5, 5],
    in: [3600],
  }),
);

/** Further values to try, among them what excluded values are mostly not. */
const usual = [1, 2, 3, 10, 100, 0, 0.5, 1.5, -1];

/** How many steps away from a bound are tried, for lists of different numbers. */
const furthest = 120;

/** Numbers within the bounds of a shape, and on its steps. */
export function* numbers({ parts }: Shape, type: string, name: string | undefined): Generator<number> {
  const all = (keyword: string): number[] => parts.flatMap(({ schema }) => (typeof schema[keyword] === 'number' ? [schema[keyword]] : []));
  const isWhole = type === 'integer';
  const steps = [...all('multipleOf'), ...(isWhole ? [1] : [])];
  const step = steps.length > 0 ? commonMultiple(steps) : undefined;
  const above = all('exclusiveMinimum');
  const below = all('exclusiveMaximum');
  const low = Math.max(...all('minimum'), ...above);
  const high = Math.min(...all('maximum'), ...below);
  const fits = (value: number): boolean =>
    Number.isFinite(value) && value >= low && value <= high && !above.includes(value) && !below.includes(value);
  const reach = step ?? (Number.isFinite(high - low) && high - low < 2 ? (high - low) / 4 || 1 : 1);
  const near = (bound: number): number[] => (Number.isFinite(bound) ? [bound, bound + reach, bound - reach] : []);
  const middle = Number.isFinite(low + high) ? [(low + high) / 2] : [];
  const seeds = [
    ...(byName.get(wordsOf(name).at(-1) ?? '') ?? []),
    ...usual,
    ...(high - low < 2 ? middle : []),
    ...near(low),
    ...middle,
    ...near(high),
  ];
  for (const seed of seeds) {
    if (step === undefined) {
      if (fits(seed)) yield seed;
      continue;
    }
    // A name asks for what it asks for: 9.95 on whole steps is not 10 but the next proposal.
    for (const value of [times(Math.floor(seed / step), step), times(Math.ceil(seed / step), step)]) if (fits(value)) yield value;
  }
  const start = Number.isFinite(low) ? low : Number.isFinite(high) ? high - furthest * reach : 1;
  for (let number = 0; number < furthest; number++) {
    const value = step === undefined ? start + number * reach : times(Math.ceil(start / step) + number, step);
    if (fits(value)) yield value;
  }
}

/** A product without the dust of binary fractions. */
function times(count: number, step: number): number {
  return Number((count * step).toPrecision(15)) + 0;
}

/** The smallest number that is a multiple of all, as decimals. */
function commonMultiple(steps: readonly number[]): number {
  const places = Math.max(...steps.map(decimalsOf));
  if (places > 15 || steps.length === 1) return Math.max(...steps);
  const whole = steps.map((step) => BigInt(Math.round(step * 10 ** places)));
  const multiple = whole.reduce((one, other) => (one * other) / divisor(one, other));
  return Number(multiple) / 10 ** places;
}

function decimalsOf(value: number): number {
  const [decimal = '', power = '0'] = String(value).split('e');
  return Math.max(0, (decimal.split('.')[1] ?? '').length - Number(power));
}

function divisor(one: bigint, other: bigint): bigint {
  return other === 0n ? one : divisor(other, one % other);
}
