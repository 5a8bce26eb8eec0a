// The little Markdown that descriptions are made of.

/** A part of a description under a heading. */
export function section(title: string, text: string): string {
  return `### ${title}\n\n${text}`;
}

/** A table. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A cell may hold neither a line break nor the sign between cells. */
function cell(text: string): string {
  return /[\n|]/.test(text) ? text.replace(/\s*\n\s*/g, ' ').replace(/\\?\|/g, '\\|') : text;
}

/** Text as code. */
export function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return fence === '`' ? `\`${text}\`` : `\`\` ${text} \`\``;
}
