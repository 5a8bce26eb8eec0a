// The package as its users get it: packed by npm, unpacked beside nothing but its dependencies.

import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from './own-specs.ts';
import { type Folder, readFolder } from './specs.ts';

/** What a program said and how it ended. */
export type Ended = { readonly exit: number; readonly stdout: string; readonly stderr: string };

/** What packing takes; the sources are among it, so that a test can see that they are not packed. */
const sources = ['bin', 'scripts', 'schemas', 'package.json', 'README.md', 'LICENSE', 'tsconfig.json', 'tsconfig.build.json'];

/**
 * Packs a copy of this clone, which builds it (the clone's own `dist` stays as it is), and installs the tarball in
 * `node_modules` of `folder`, with what `dependencies` names.
 * @returns the paths of the files in the tarball, with forward slashes
 */
export async function installPackage(folder: Folder): Promise<string[]> {
  const clone = folder.at('clone');
  for (const name of sources) cpSync(path.join(root, name), path.join(clone, name), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(clone, 'node_modules'));
  await succeed(clone, 'npm', ['pack', '--pack-destination', folder.path]);
  const tarball = readdirSync(folder.path).find((name) => name.endsWith('.tgz')) ?? 'none';

  const installed = folder.at('node_modules/postern');
  mkdirSync(installed, { recursive: true });
  await succeed(folder.path, 'tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  const { dependencies } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')) as { dependencies: object };
  linkModules(folder.at('node_modules'), Object.keys(dependencies));
  mkdirSync(folder.at('node_modules/.bin'));
  symlinkSync('../postern/bin/postern', folder.at('node_modules/.bin/postern'));
  return Object.keys(readFolder(installed));
}

/** Runs a program and waits for its end, whatever its exit code. */
export async function inFolder(folder: string, program: string, args: readonly string[]): Promise<Ended> {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, [...args], { cwd: folder, maxBuffer: 1e8 });
    return { exit: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout: string; stderr: string };
    if (typeof code !== 'number') throw error;
    return { exit: code, stdout, stderr };
  }
}

async function succeed(folder: string, program: string, args: readonly string[]): Promise<void> {
  const { exit, stdout, stderr } = await inFolder(folder, program, args);
  if (exit !== 0) throw new Error(`${program} ends with ${exit}:\n${stdout}\n${stderr}`);
}

/** Puts packages of this clone into another `node_modules`. */
function linkModules(modules: string, names: readonly string[]): void {
  for (const name of names) {
    const [from, to] = [path.join(root, 'node_modules', name), path.join(modules, name)];
    mkdirSync(path.dirname(to), { recursive: true });
    symlinkSync(from, to);
  }
}
