// One source file taken apart into its declarations.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Comment, parse } from 'acorn';
import { commentsAbove, lineStart, sourceBetween, sourceOf } from './comments.ts';
import { callsAtLoad, nameOf, outerNames, type Tree } from './names.ts';
import { readPrepared } from './prepared.ts';

/** One property of an object literal: its source with the comments above it, and the outer names that its value uses. */
type Entry = { readonly key: string; readonly text: string; readonly uses: readonly string[] };

/** One top-level `function` or `const`. */
export type Declaration = {
  readonly name: string;
  readonly file: string;
  readonly isConst: boolean;
  /** Source without `export`, comments above it included. */
  readonly text: string;
  /** The comments above it alone, for a table that is written anew. */
  readonly comments: string;
  /** Outer names used anywhere in it, in the order of their first use. */
  readonly uses: readonly string[];
  /** Those of them that are used outside any function inside it, so at the moment when the script is loaded. */
  readonly usesAtLoad: readonly string[];
  /** Whether loading it calls something: then what the called function uses is needed at load too. */
  readonly callsAtLoad: boolean;
  /** The properties, when it is `const name = { … }` without spread or computed keys. */
  readonly entries?: readonly Entry[] | undefined;
  /** The text without comments and indentation, where that has been made ahead. */
  readonly compact?: string | undefined;
};

export type SourceFile = {
  readonly file: string;
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** Imported name → absolute path of the file that it comes from. */
  readonly imports: ReadonlyMap<string, string>;
};

let known: Map<string, SourceFile> | undefined;

/** The declarations of a file, which is read once per process. */
export function sourceFile(file: string): SourceFile {
  known ??= readPrepared(path.resolve(__dirname, '..'));
  let source = known.get(file);
  if (source === undefined) {
    source = parseFile(file, readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
    known.set(file, source);
  }
  return source;
}

function parseFile(file: string, source: string): SourceFile {
  const comments: Comment[] = [];
  const program = parse(source, { ecmaVersion: 2022, sourceType: 'module', onComment: comments }) as unknown as Tree;
  const declarations = new Map<string, Declaration>();
  const imports = new Map<string, string>();
  let previousEnd = 0;
  for (const statement of program['body'] as Tree[]) {
    const between = comments.filter((comment) => comment.start >= previousEnd && comment.end <= statement.start);
    previousEnd = statement.end;
    if (statement.type === 'ImportDeclaration') {
      readImport(file, statement, imports);
      continue;
    }
    const exported = statement.type === 'ExportNamedDeclaration' ? (statement['declaration'] as Tree | null) : statement;
    const own = comments.filter((comment) => comment.start >= statement.start);
    const declaration = exported === null ? undefined : readDeclaration(file, source, exported, { above: between, inside: own });
    if (declaration === undefined) {
      throw new Error(
        `${file}: at top level only import, function and const (one name each) can be linked: ${lineOf(source, statement.start)}`,
      );
    }
    declarations.set(declaration.name, declaration);
  }
  return { file, declarations, imports };
}

function readImport(file: string, statement: Tree, imports: Map<string, string>): void {
  const from = String((statement['source'] as Tree)['value']);
  if (!from.startsWith('.')) throw new Error(`${file} imports ${from}: a script in a collection can only be made of our own files`);
  for (const specifier of statement['specifiers'] as Tree[]) {
    const local = nameOf(specifier['local']);
    if (specifier.type !== 'ImportSpecifier' || nameOf(specifier['imported']) !== local) {
      throw new Error(`${file} renames what it imports from ${from}: a name must be the same in every file`);
    }
    imports.set(local, path.resolve(path.dirname(file), from));
  }
}

type Surroundings = { readonly above: readonly Comment[]; readonly inside: readonly Comment[] };

function readDeclaration(file: string, source: string, node: Tree, around: Surroundings): Declaration | undefined {
  const comments = commentsAbove(source, node.start, around.above);
  if (node.type === 'FunctionDeclaration') {
    const name = nameOf(node['id']);
    const text = comments + sourceOf(source, node, around.inside);
    return {
      name,
      file,
      isConst: false,
      text,
      comments,
      uses: outerNames(node, name),
      usesAtLoad: [],
      callsAtLoad: false,
      entries: undefined,
    };
  }
  if (node.type !== 'VariableDeclaration' || node['kind'] !== 'const') return undefined;
  const [declarator, second] = node['declarations'] as Tree[];
  if (declarator === undefined || second !== undefined || (declarator['id'] as Tree).type !== 'Identifier') return undefined;
  const name = nameOf(declarator['id']);
  const value = declarator['init'] as Tree;
  return {
    name,
    file,
    isConst: true,
    text: comments + sourceOf(source, node, around.inside),
    comments,
    uses: outerNames(value, name),
    usesAtLoad: outerNames(value, name, { atLoad: true }),
    callsAtLoad: callsAtLoad(value),
    entries: readEntries(source, value, around.inside),
  };
}

function readEntries(source: string, value: Tree, comments: readonly Comment[]): Entry[] | undefined {
  if (value.type !== 'ObjectExpression') return undefined;
  const entries: Entry[] = [];
  let previousEnd = value.start;
  for (const property of value['properties'] as Tree[]) {
    if (property.type !== 'Property' || property['computed'] === true) return undefined;
    const key = property['key'] as Tree;
    const above = comments.filter((comment) => comment.start >= previousEnd && comment.end <= property.start);
    const text = commentsAbove(source, property.start, above, '  ') + sourceBetween(source, property.start, property.end, comments);
    entries.push({ key: String(key['name'] ?? key['value']), text, uses: outerNames(property['value'] as Tree) });
    previousEnd = property.end;
  }
  return entries;
}

function lineOf(source: string, position: number): string {
  return source.slice(lineStart(source, position)).split('\n', 1)[0] ?? '';
}
