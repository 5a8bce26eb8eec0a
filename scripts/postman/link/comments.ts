// Comments on their way into a script: what they say to people stays, what they say to tools goes.

import type { Comment, Node } from 'acorn';

/** The comments directly above a position, each on lines of its own, as text to put in front of it. An empty line ends the search. */
export function commentsAbove(source: string, start: number, candidates: readonly Comment[], indent = ''): string {
  let text = '';
  let below = lineStart(source, start);
  for (const comment of [...candidates].reverse()) {
    const from = lineStart(source, comment.start);
    const standsAlone = source.slice(from, comment.start).trim() === '';
    if (!standsAlone || source.slice(comment.end, below) !== '\n') break;
    const shown = shownComment(source, comment);
    if (shown !== undefined) text = `${shown}\n${indent}${text}`;
    below = from;
  }
  return text;
}

/** The source of a declaration, with the `//` comment behind it on its last line. */
export function sourceOf(source: string, node: Node, comments: readonly Comment[]): string {
  const behind = comments.find((comment) => comment.type === 'Line' && comment.start >= node.end);
  const adjoins = behind !== undefined && /^[ \t]*$/.test(source.slice(node.end, behind.start));
  return sourceBetween(source, node.start, adjoins ? behind.end : node.end, comments);
}

/** Source with its comments as they are shown. */
export function sourceBetween(source: string, start: number, end: number, comments: readonly Comment[]): string {
  let text = '';
  let from = start;
  for (const comment of comments) {
    if (comment.start < start || comment.end > end) continue;
    const shown = shownComment(source, comment);
    if (shown !== undefined) {
      text += source.slice(from, comment.start) + shown;
      from = comment.end;
      continue;
    }
    const line = lineStart(source, comment.start);
    const startsLine = source.slice(line, comment.start).trim() === '';
    if (startsLine && source[comment.end] === '\n') {
      text += source.slice(from, line);
      from = comment.end + 1;
    } else if (comment.type === 'Line') {
      text += source.slice(from, comment.start).trimEnd();
      from = comment.end;
    } else {
      // A type stands before what it is the type of: `/** @type {T} */ (name)` is `name`.
      const [cast, value] = /^ *\(([\w$.]+|'[^'\\]*'|\[[^()[\]]*\])\)/.exec(source.slice(comment.end, end)) ?? [];
      text += source.slice(from, comment.start) + (value ?? '');
      from = comment.end + (cast?.length ?? /^ */.exec(source.slice(comment.end))?.[0].length ?? 0);
    }
  }
  return text + source.slice(from, end);
}

/** A comment as somebody reads it who is not a tool; undefined when nothing is left of it. */
function shownComment(source: string, comment: Comment): string | undefined {
  if (/^\s*(biome-ignore|@ts-)/.test(comment.value)) return undefined;
  const text = source.slice(comment.start, comment.end);
  const body = comment.value.replace(/^[ \t]*\*[ \t]?/gm, '').trim();
  const firstTag = body.search(/^@\w/m);
  if (!text.startsWith('/**') || firstTag < 0) return text;
  const tags = body.slice(firstTag).split(/^(?=@\w)/m);
  const shownTags = tags.flatMap((tag) => shownTag(tag.trim()) ?? []);
  const lines = [body.slice(0, firstTag).trim(), shownTags.join('\n')].filter((part) => part !== '');
  if (lines.length === 0) return undefined;
  const shown = lines.join('\n\n').split('\n');
  const indent = ' '.repeat(comment.start - lineStart(source, comment.start));
  if (shown.length === 1) return `/** ${shown[0]} */`;
  return ['/**', ...shown.map((line) => ` * ${line}`.trimEnd()), ' */'].join(`\n${indent}`);
}

/** A JSDoc tag without its type; undefined when it says nothing else. */
function shownTag(tag: string): string | undefined {
  const [, word = '', rest = ''] = /^@(\w+)\s*(.*)$/s.exec(tag) ?? [];
  if (!/^(param|returns?|type|typedef|property|template|import)$/.test(word)) return tag;
  if (!/^(param|returns?)$/.test(word)) return undefined;
  const untyped = afterBraces(rest).trim();
  const [, name = '', description = ''] = (word === 'param' ? /^\[?([\w$.]+)(?:=[^\]]*)?\]?\s*(.*)$/s : /^()(.*)$/s).exec(untyped) ?? [];
  return description === '' ? undefined : `@${word} ${name === '' ? '' : `${name} `}${description}`;
}

/** What follows a text in braces, which may have braces in it. */
function afterBraces(text: string): string {
  if (!text.startsWith('{')) return text;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return text.slice(at + 1);
  }
  return '';
}

/** Where the line of a position begins. */
export function lineStart(source: string, position: number): number {
  return source.lastIndexOf('\n', position - 1) + 1;
}
