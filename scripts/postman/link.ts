// Puts sandbox source into one script: a script inside a collection is a single text and cannot import anything.
//
// The source files (scripts/postman/sandbox, scripts/schema/validator) are ES modules in plain JavaScript that keep to a small part of the
// language at top level: `import { a } from './b.js'`, `function`, and `const`. That is what makes it safe to take declarations out of them one by one.

import path from 'node:path';
import { compact } from './link/compact.ts';
import { type Declaration, type SourceFile, sourceFile } from './link/source.ts';

/** What to link. */
export type LinkInput = {
  /** The functions (or constants) that the script calls. `file` is absolute, or relative to `scripts/`. */
  readonly entries: readonly { readonly file: string; readonly name: string }[];
  /** For a top-level `const name = { key: value, … }`: the keys to keep. A table that is not listed keeps all of them. */
  readonly tables?: Readonly<Record<string, readonly string[]>>;
  /** Whether comments, indentation and empty lines are left out, for who only runs it. */
  readonly compact?: boolean;
};

/**
 * Links the entries and everything they need into the text of one script (no `import`, no `export`, ends with a newline).
 *
 * Constants come first, each after what it needs at load; then the functions, file by file from the entries downwards, in the order of their source;
 * then the functions of files in a folder `vendor`.
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
  const functions = inSourceOrder.filter((declaration) => !declaration.isConst);
  // Libraries come last: whoever reads the script has read all of ours before.
  const isLibrary = ({ file }: Declaration) => path.basename(path.dirname(file)) === 'vendor';
  const [own, libraries] = [functions.filter((each) => !isLibrary(each)), functions.filter(isLibrary)];
  const all = [...inLoadOrder(inSourceOrder, reached), ...own, ...libraries];
  return input.compact ? all.map((each) => `${each.compact ?? compact(each.text).trim()}\n`).join('') : layOut(all);
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
    compact: undefined,
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
