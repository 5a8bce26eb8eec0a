// Puts sandbox source into one script: a script inside a collection is a single text and cannot import anything.
//
// The source files (scripts/postman/sandbox, scripts/schema/validator) are ES modules in plain JavaScript that keep to a small part of the
// language at top level: `import { a } from './b.js'`, `function`, and `const`. That is what makes it safe to take declarations out of them one by one.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Comment, type Node, parse } from 'acorn';

/** A syntax tree node whose members are looked at by name. */
type Tree = Node & { readonly [member: string]: unknown };

/** One property of an object literal: its source with the comments above it, and the outer names that its value uses. */
type Entry = { readonly key: string; readonly text: string; readonly uses: readonly string[] };

/** One top-level `function` or `const`. */
type Declaration = {
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
  readonly entries: readonly Entry[] | undefined;
};

type SourceFile = {
  readonly file: string;
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** Imported name → absolute path of the file that it comes from. */
  readonly imports: ReadonlyMap<string, string>;
};

/** What to link. */
export type LinkInput = {
  /** The functions (or constants) that the script calls. `file` is absolute, or relative to `scripts/`. */
  readonly entries: readonly { readonly file: string; readonly name: string }[];
  /** For a top-level `const name = { key: value, … }`: the keys to keep. A table that is not listed keeps all of them. */
  readonly tables?: Readonly<Record<string, readonly string[]>>;
};

/**
 * Links the entries and everything they need into the text of one script (no `import`, no `export`, ends with a newline).
 *
 * Constants come first, each after what it needs at load; then the functions, file by file from the entries downwards, in the order of their source.
 * Comments directly above a declaration stay; those set off by an empty line (a file's header, type definitions) do not.
 * What comments say to tools (types, directives to the linter) is taken out: it means nothing to somebody who reads the script in Postman.
 * The same input gives the same text. Each file is read once per process.
 * Throws an Error for what only a programmer can cause: a missing file or name, two files that declare the same name, source outside the subset.
 */
export function link(input: LinkInput): string {
  const tables = input.tables ?? {};
  const reached = new Map<string, Declaration>();
  const files: SourceFile[] = [];

  const reach = (file: SourceFile, name: string): void => {
    if (!files.includes(file)) files.push(file);
    const from = file.imports.get(name);
    if (from !== undefined) {
      reach(sourceFile(from), name);
      return;
    }
    const declaration = file.declarations.get(name);
    if (declaration === undefined) throw new Error(`${file.file} declares no ${name}`);
    const known = reached.get(name);
    if (known?.file === file.file) return;
    if (known !== undefined) throw clash(name, known.file, file.file);
    const kept = keepKeys(declaration, tables[name]);
    reached.set(name, kept);
    for (const used of kept.uses) {
      if (file.declarations.has(used) || file.imports.has(used)) reach(file, used);
    }
  };
  for (const entry of input.entries) reach(sourceFile(path.resolve(__dirname, '..', entry.file)), entry.name);

  refuseClashes(files, reached);
  for (const table of Object.keys(tables)) {
    if (!files.some((file) => file.declarations.has(table))) throw new Error(`no linked file declares the table ${table}`);
  }
  const inSourceOrder = files.flatMap((file) => [...file.declarations.keys()].flatMap((name) => reached.get(name) ?? []));
  return layOut([...inLoadOrder(inSourceOrder, reached), ...inSourceOrder.filter((declaration) => !declaration.isConst)]);
}

/** The declaration with only the listed properties, in the order of the source. */
function keepKeys(declaration: Declaration, keys: readonly string[] | undefined): Declaration {
  if (keys === undefined) return declaration;
  const { name, file, entries } = declaration;
  if (entries === undefined) throw new Error(`${name} in ${file} is not a table: it must be an object literal with plain keys`);
  for (const key of keys) {
    if (!entries.some((entry) => entry.key === key)) throw new Error(`the table ${name} in ${file} has no key ${key}`);
  }
  const kept = entries.filter((entry) => keys.includes(entry.key));
  const body = kept.map((entry) => `\n  ${entry.text},`).join('');
  const uses = [...new Set(kept.flatMap((entry) => entry.uses))];
  return {
    ...declaration,
    text: `${declaration.comments}const ${name} = {${body}${body === '' ? '' : '\n'}};`,
    uses,
    usesAtLoad: uses.filter((used) => declaration.usesAtLoad.includes(used)),
  };
}

/** All declarations end up in one scope: a name that means two things in two files would change its meaning. */
function refuseClashes(files: readonly SourceFile[], reached: ReadonlyMap<string, Declaration>): void {
  const owners = new Map<string, string>();
  for (const file of files) {
    for (const name of file.declarations.keys()) {
      const owner = owners.get(name);
      if (owner !== undefined) throw clash(name, owner, file.file);
      owners.set(name, file.file);
    }
  }
  for (const declaration of reached.values()) {
    const file = files.find((one) => one.file === declaration.file);
    for (const used of declaration.uses) {
      const owner = reached.get(used);
      const imported = file?.imports.has(used) === true || file?.declarations.has(used) === true;
      if (owner !== undefined && !imported) {
        throw new Error(`${declaration.file} uses ${used} without importing it, and ${owner.file} declares it`);
      }
    }
  }
}

function clash(name: string, one: string, other: string): Error {
  return new Error(`${name} is declared in ${one} and in ${other}: names must be unique, for they share one script`);
}

/** The constants, each after those that it needs when the script is loaded. Otherwise as in the source. */
function inLoadOrder(declarations: readonly Declaration[], reached: ReadonlyMap<string, Declaration>): Declaration[] {
  const ordered: Declaration[] = [];
  const seen = new Set<string>();
  const place = (constant: Declaration): void => {
    if (seen.has(constant.name)) return;
    seen.add(constant.name);
    for (const name of neededAtLoad(constant, reached)) {
      const needed = reached.get(name);
      if (needed?.isConst === true) place(needed);
    }
    ordered.push(constant);
  };
  for (const declaration of declarations) if (declaration.isConst) place(declaration);
  return ordered;
}

function neededAtLoad(constant: Declaration, reached: ReadonlyMap<string, Declaration>): readonly string[] {
  if (!constant.callsAtLoad) return constant.usesAtLoad;
  const needed = new Set(constant.usesAtLoad);
  for (const name of needed) for (const used of reached.get(name)?.uses ?? []) needed.add(used);
  return [...needed];
}

/** An empty line between declarations; none between constants of one line each. */
function layOut(declarations: readonly Declaration[]): string {
  let text = '';
  let previous: Declaration | undefined;
  for (const declaration of declarations) {
    const oneLiners = previous?.isConst === true && declaration.isConst && !`${previous.text}${declaration.text}`.includes('\n');
    if (previous !== undefined) text += oneLiners ? '\n' : '\n\n';
    text += declaration.text;
    previous = declaration;
  }
  return `${text}\n`;
}

const parsed = new Map<string, SourceFile>();

function sourceFile(file: string): SourceFile {
  let known = parsed.get(file);
  if (known === undefined) {
    known = parseFile(file, readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
    parsed.set(file, known);
  }
  return known;
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

/** The comments directly above a position, each on lines of its own, as text to put in front of it. An empty line ends the search. */
function commentsAbove(source: string, start: number, candidates: readonly Comment[], indent = ''): string {
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
function sourceOf(source: string, node: Node, comments: readonly Comment[]): string {
  const behind = comments.find((comment) => comment.type === 'Line' && comment.start >= node.end);
  const adjoins = behind !== undefined && /^[ \t]*$/.test(source.slice(node.end, behind.start));
  return sourceBetween(source, node.start, adjoins ? behind.end : node.end, comments);
}

/** Source with its comments as they are shown. */
function sourceBetween(source: string, start: number, end: number, comments: readonly Comment[]): string {
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

function lineStart(source: string, position: number): number {
  return source.lastIndexOf('\n', position - 1) + 1;
}

function lineOf(source: string, position: number): string {
  return source.slice(lineStart(source, position)).split('\n', 1)[0] ?? '';
}

function nameOf(node: unknown): string {
  return String((node as Tree)['name']);
}

// ---- which outer names a piece of source uses

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** The names that a node uses and does not declare itself, in the order of their first use. Globals such as `JSON` are among them. */
function outerNames(node: Tree, self?: string, options: { atLoad?: boolean } = {}): string[] {
  const names = new Set<string>();
  const visit = (current: Tree, scope: ReadonlySet<string>): void => {
    if (current.type === 'Identifier') {
      const name = nameOf(current);
      if (!scope.has(name)) names.add(name);
      return;
    }
    if (options.atLoad === true && FUNCTIONS.has(current.type)) return;
    const inner = declaredBy(current);
    const inside = inner.length === 0 ? scope : new Set([...scope, ...inner]);
    for (const child of childrenOf(current)) visit(child, inside);
  };
  visit(node, new Set());
  if (self !== undefined) names.delete(self);
  return [...names];
}

function callsAtLoad(node: Tree): boolean {
  if (FUNCTIONS.has(node.type)) return false;
  return ['CallExpression', 'NewExpression', 'TaggedTemplateExpression'].includes(node.type) || childrenOf(node).some(callsAtLoad);
}

/** The names that a node declares for what is inside it. A `var` counts for its block only: at worst a name too many is linked. */
function declaredBy(node: Tree): string[] {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [...(node['params'] as Tree[]).flatMap(boundNames), ...(node['id'] ? [nameOf(node['id'])] : [])];
    case 'ClassExpression':
      return node['id'] ? [nameOf(node['id'])] : [];
    case 'BlockStatement':
    case 'StaticBlock':
      return (node['body'] as Tree[]).flatMap(declaredNames);
    case 'SwitchStatement':
      return (node['cases'] as Tree[]).flatMap((one) => (one['consequent'] as Tree[]).flatMap(declaredNames));
    case 'ForStatement':
      return node['init'] ? declaredNames(node['init'] as Tree) : [];
    case 'ForInStatement':
    case 'ForOfStatement':
      return declaredNames(node['left'] as Tree);
    case 'CatchClause':
      return node['param'] ? boundNames(node['param'] as Tree) : [];
    default:
      return [];
  }
}

function declaredNames(statement: Tree): string[] {
  if (statement.type === 'VariableDeclaration') {
    return (statement['declarations'] as Tree[]).flatMap((declarator) => boundNames(declarator['id'] as Tree));
  }
  return /^(Function|Class)Declaration$/.test(statement.type) ? [nameOf(statement['id'])] : [];
}

/** The names that a pattern binds: `a`, `{ b, c: d }`, `[e]`, `f = 1`, `...g`. */
function boundNames(pattern: Tree): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [nameOf(pattern)];
    case 'AssignmentPattern':
      return boundNames(pattern['left'] as Tree);
    case 'Property':
      return boundNames(pattern['value'] as Tree);
    case 'RestElement':
      return boundNames(pattern['argument'] as Tree);
    case 'ObjectPattern':
      return (pattern['properties'] as Tree[]).flatMap(boundNames);
    case 'ArrayPattern':
      return (pattern['elements'] as (Tree | null)[]).flatMap((element) => (element === null ? [] : boundNames(element)));
    default:
      return [];
  }
}

/** The children in which an identifier is a use of a variable: not a property's name, not a label. */
function childrenOf(node: Tree): Tree[] {
  const skipped = new Set<string>();
  if (['MemberExpression', 'Property', 'MethodDefinition', 'PropertyDefinition'].includes(node.type) && node['computed'] !== true) {
    skipped.add(node.type === 'MemberExpression' ? 'property' : 'key');
  }
  if (['LabeledStatement', 'BreakStatement', 'ContinueStatement'].includes(node.type)) skipped.add('label');
  return Object.keys(node)
    .filter((member) => !skipped.has(member))
    .flatMap((member) => node[member] as unknown)
    .filter((child): child is Tree => typeof child === 'object' && child !== null && typeof (child as Tree).type === 'string');
}
