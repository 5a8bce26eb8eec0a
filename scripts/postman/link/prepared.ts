import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compact } from './compact.ts';
import type { Declaration, SourceFile } from './source.ts';

/** A source file as it is kept: paths are relative to the folder that all of them are in. */
interface Kept {
  readonly file: string;
  readonly declarations: readonly Omit<Declaration, 'file'>[];
  readonly imports: Readonly<Record<string, string>>;
}

/**
 * Source files taken apart ahead of time, as text: parsing them is most of what a small compile takes, so that the package brings along what comes
 * of it (bin/build.mjs).
 * @param root the folder that all of them are in
 */
export function prepare(files: readonly SourceFile[], root: string): string {
  const from = (file: string) => path.relative(root, file).split(path.sep).join('/');
  const kept = files.map(({ file, declarations, imports }): Kept => {
    const own = [...declarations.values()].map(({ file: _, ...declaration }) => ({
      ...declaration,
      compact: compact(declaration.text).trim(),
    }));
    return { file: from(file), declarations: own, imports: Object.fromEntries([...imports].map(([name, target]) => [name, from(target)])) };
  });
  return JSON.stringify(kept);
}

/** What `prepare` has written about the files below a folder, by their absolute paths; nothing in a clone, whose sources may have changed. */
export function readPrepared(root: string): Map<string, SourceFile> {
  const file = path.join(root, 'sources.json');
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly Kept[]) : [];
  return new Map(
    kept.map((each) => {
      const full = path.join(root, each.file);
      const declarations = new Map(each.declarations.map((declaration) => [declaration.name, { ...declaration, file: full }]));
      const imports = new Map(Object.entries(each.imports).map(([name, target]) => [name, path.join(root, target)]));
      return [full, { file: full, declarations, imports }];
    }),
  );
}
