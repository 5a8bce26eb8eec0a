/** One of many, and the sort of thing that it is an instance of. */
export interface OfSort<T> {
  readonly it: T;
  readonly sort: string;
}

/**
 * Keeps at most `most`, in their order: one of each sort before a second of any, so that what is left out is like what is
 * kept.
 */
export function spread<T>(all: readonly OfSort<T>[], most: number): { readonly kept: T[]; readonly leftOut: T[] } {
  const counts = new Map<string, number>();
  const ranked = all.map((each, i) => {
    const rank = counts.get(each.sort) ?? 0;
    counts.set(each.sort, rank + 1);
    return { i, rank };
  });
  const chosen = new Set(
    ranked
      .sort((a, b) => a.rank - b.rank || a.i - b.i)
      .slice(0, most)
      .map(({ i }) => i),
  );
  return {
    kept: all.filter((_, i) => chosen.has(i)).map(({ it }) => it),
    leftOut: all.filter((_, i) => !chosen.has(i)).map(({ it }) => it),
  };
}
