const unit: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a time such as `500ms`, `5s`, `2m` or `1h`, whose form the language has checked. */
export function milliseconds(time: string): number {
  const match = /^([0-9.]+)(ms|s|m|h)$/.exec(time);
  return Number(match?.[1] ?? 0) * (unit[match?.[2] ?? 'ms'] ?? 1);
}
