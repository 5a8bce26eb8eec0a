import { parse, type Token } from 'acorn';

const known = new Map<string, string>();

/** A script without its comments and indentation, for who only runs it: Newman handles the text of each script anew for each request. */
export function compact(source: string): string {
  const text = known.get(source) ?? withoutBlanks(source);
  known.set(source, text);
  return text;
}

function withoutBlanks(source: string): string {
  const tokens: Token[] = [];
  parse(source, { ecmaVersion: 2022, sourceType: 'module', onToken: tokens });
  let text = '';
  let end = 0;
  for (const token of tokens) {
    const between = source.slice(end, token.start);
    // A line stays a line: where a statement ends may depend on it.
    text += between.includes('\n') ? '\n' : between === '' ? '' : ' ';
    text += source.slice(token.start, token.end);
    end = token.end;
  }
  return `${text.trim()}\n`;
}
