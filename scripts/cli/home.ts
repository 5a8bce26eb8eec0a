import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Io } from './io.ts';

/**
 * The folder in which `specs` and `collections` are looked for when nobody says where they are: the nearest one, from
 * the current folder upwards, that has a folder `specs`; else the program's own clone, if it runs from one.
 * @returns the folder as a path to put in front of names, relative to the current one; empty for the current one
 */
export function homeOf(io: Pick<Io, 'cwd' | 'home'>): string {
  const start = io.cwd();
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'specs'))) return path.relative(start, folder);
    if (folder === path.dirname(folder)) break;
  }
  return io.home !== undefined && existsSync(path.join(io.home, 'specs')) ? path.relative(start, io.home) : '';
}
