/** What a thing is an instance of: of many of a sort one tells most. */
export interface Sort {
  readonly sort: string;
  /** The constraint that it breaks and nothing else; `undefined` where there is none, or more is broken. */
  readonly constraint?: string;
}

/** One of many, and the sort of thing that it is an instance of. */
export interface OfSort<T> extends Sort {
  readonly it: T;
}

/**
 * Keeps at most `most`, in their order: one of each constraint before a second of any, and then one of each sort, so that
 * what is left out is like what is kept. What breaks no constraint alone counts as one more constraint of its sort.
 */
export function spread<T>(all: readonly OfSort<T>[], most: number): { readonly kept: T[]; readonly leftOut: T[] } {
  const counts = new Map<string, number>();
  const count = (key: string) => {
    const before = counts.get(key) ?? 0;
    counts.set(key, before + 1);
    return before;
  };
  const ranked = all.map(({ sort, constraint }, i) => ({ i, repeats: count(`${sort}\n${constraint ?? ''}`), rank: count(sort) }));
  const chosen = new Set(
    ranked
      .sort((a, b) => a.repeats - b.repeats || a.rank - b.rank || a.i - b.i)
      .slice(0, most)
      .map(({ i }) => i),
  );
  return {
    kept: all.filter((_, i) => chosen.has(i)).map(({ it }) => it),
    leftOut: all.filter((_, i) => !chosen.has(i)).map(({ it }) => it),
  };
}
