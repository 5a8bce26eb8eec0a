import type { JsonObject } from '../../source/json.ts';
import type { Attempt } from './attempt.ts';

/** The ways in which a number breaks what one schema object asks for. */
export function* numberBreaks(value: number, schema: JsonObject, around: readonly JsonObject[]): Generator<Attempt> {
  const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const step = stepOf(around);
  if ([type].flat().includes('integer') && ![type].flat().includes('number')) {
    const fractions = [value + 0.5, value - 0.5, value + 0.1];
    yield { keyword: 'type', part: ['whole'], words: 'that is no whole number', values: fractions };
  }
  if (typeof minimum === 'number') yield { keyword: 'minimum', words: `below ${minimum}`, values: beyond(minimum, step, 'down') };
  if (typeof exclusiveMinimum === 'number') {
    const values = [exclusiveMinimum, ...beyond(exclusiveMinimum, step, 'down')];
    yield { keyword: 'exclusiveMinimum', words: `of ${exclusiveMinimum}`, values };
  }
  if (typeof maximum === 'number') yield { keyword: 'maximum', words: `above ${maximum}`, values: beyond(maximum, step, 'up') };
  if (typeof exclusiveMaximum === 'number') {
    const values = [exclusiveMaximum, ...beyond(exclusiveMaximum, step, 'up')];
    yield { keyword: 'exclusiveMaximum', words: `of ${exclusiveMaximum}`, values };
  }
  if (typeof multipleOf === 'number') {
    const parts = [1 / 2, 1 / 3, 1 / 10, -1 / 2].map((share) => rounded(value + multipleOf * share));
    const values = [...parts, value + 1, value - 1, value + 2, rounded(multipleOf * 1.5)];
    yield { keyword: 'multipleOf', words: `that is no multiple of ${multipleOf}`, values };
  }
}

/** The multiples next to a bound, that bound itself first where it is one. */
export function multiplesFrom(bound: number, step: number, way: 'up' | 'down'): number[] {
  const [round, sign] = way === 'up' ? [Math.ceil, 1] : [Math.floor, -1];
  const first = round(rounded(bound / step));
  return [0, 1, 2].map((n) => rounded((first + sign * n) * step)).filter(Number.isFinite);
}

/** Numbers just beyond a bound, those that are a multiple of the step first, and some far beyond: doubles are coarse there. */
function beyond(bound: number, step: number, way: 'up' | 'down'): number[] {
  const sign = way === 'up' ? 1 : -1;
  const far = bound === 0 ? sign : bound + sign * Math.abs(bound);
  return [...multiplesFrom(bound, step, way), bound + sign, bound + sign / 2, far].filter(Number.isFinite);
}

/** The step that the numbers of a place have: of all that is said of it. */
function stepOf(around: readonly JsonObject[]): number {
  const steps = around.flatMap(({ multipleOf }) => (typeof multipleOf === 'number' ? [multipleOf] : []));
  return steps.length > 0 ? Math.max(...steps) : 1;
}

/** Without the noise of binary fractions: 0.1 + 0.2 is 0.3. */
function rounded(number: number): number {
  return Number(number.toPrecision(15));
}
