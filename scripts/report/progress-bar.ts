import type { Style } from './style.ts';

/** How wide the bar is, in characters. */
const width = 24;

/** One line that tells how far a run is: `  ━━━━━━━━────────  52 of 147  1 failed`. */
export function progressBar(done: number, total: number, failed: number, style: Style): string {
  const filled = total === 0 ? width : Math.floor((done / total) * width);
  const bar = `${(failed > 0 ? style.red : style.green)('━'.repeat(filled))}${style.dim('─'.repeat(width - filled))}`;
  return `  ${bar}  ${done} of ${total}${failed > 0 ? `  ${style.red(`${failed} failed`)}` : ''}`;
}

/** Takes the line away that the cursor is in (ECMA-48: carriage return, erase in line). */
export const eraseLine = '\r\u001b[2K';
