import { type Document, isScalar, visit, type YAMLError } from 'yaml';

/**
 * What is wrong with a text that is not YAML, for its author: the parser's own sentences are worded for those who know
 * the specification. Nothing of the text itself is repeated, since it may be a secret.
 */
export function reasonFor({ code, message }: YAMLError): string {
  const [first = ''] = message.split('\n');
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return first.startsWith('Nested')
        ? 'a value cannot go on with a colon and a space; put it in quotes, or the next key on a line of its own'
        : 'this item is not indented like the items before it';
    case 'MULTILINE_IMPLICIT_KEY':
      return 'a key needs a colon and a space after it, all on one line';
    case 'BAD_INDENT':
      if (/end with a/.test(first)) return 'this bracket is not closed';
      return 'this line is not indented like those that it belongs to';
    case 'MISSING_CHAR':
      if (first.startsWith('Missing closing')) return 'this quote is not closed';
      if (/end with/.test(first)) return 'this bracket is not closed';
      if (first.startsWith('Missing ,')) return 'a comma is missing before this';
      return first.startsWith('Implicit map keys') ? 'a key needs a colon and a space after it, all on one line' : plain(first);
    case 'BAD_SCALAR_START':
      return 'a text that begins with this sign has to be in quotes';
    case 'BAD_DQ_ESCAPE':
      return 'in double quotes a backslash is written twice; or use single quotes';
    case 'BLOCK_IN_FLOW':
      return 'inside of { } and [ ] the parts are separated by commas; one is missing here';
    case 'BAD_DIRECTIVE':
      return 'a line that begins with % gives orders to YAML; take it away';
    case 'UNEXPECTED_TOKEN':
      if (first.endsWith('at node end')) return 'the value ends before this; put all of it in one pair of quotes';
      return /^Unexpected scalar/.test(first) ? 'this does not fit here; is a comma or a quote missing before it?' : plain(first);
    case 'ALIAS_PROPS':
      return 'an alias (*) has no anchor (&) of its own';
    default:
      return plain(first);
  }
}

/** Where a parser's error is: for a quote or bracket that is never closed its beginning, not the end of the file. */
export function placeFor(error: YAMLError, document: Document): [start: number, end: number] {
  let [start, end] = error.pos;
  if (error.code === 'MISSING_CHAR' && error.message.startsWith('Missing closing')) {
    visit(document, {
      Scalar(_, node) {
        if (isScalar(node) && /^QUOTE/.test(node.type ?? '') && node.range && node.range[0] < error.pos[0] && node.range[1] >= error.pos[0])
          [start, end] = [node.range[0], node.range[0] + 1];
      },
    });
  }
  if (/(end with|flow map) .*[}\]]/.test(error.message.split('\n')[0] ?? '')) {
    visit(document, {
      Collection(_, node) {
        // The innermost comes last.
        if (node.flow && node.range && node.range[0] < error.pos[0] && node.range[1] >= error.pos[0])
          [start, end] = [node.range[0], node.range[0] + 1];
      },
    });
  }
  return [start, end];
}

/** The parser's sentence without its own place and without what it repeats of the text. */
function plain(message: string): string {
  const sentence = message
    .replace(/ at line \d+, column \d+:?$/, '')
    .replace(/: .*$/s, '')
    .replace(/\.$/, '');
  return /^[A-Z][a-z]/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
}
