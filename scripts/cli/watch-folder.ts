import { type FSWatcher, lstatSync, readdirSync, watch } from 'node:fs';
import path from 'node:path';

/** Where the system itself watches a whole tree. Elsewhere Node does it file by file, and loses those that are replaced by another, as many editors save. */
const hasRecursive = process.platform === 'darwin' || process.platform === 'win32';

/** Told of what has changed, by its path below the folder with forward slashes: a file, or a folder that is gone. */
type Listener = (name: string, isFolder: boolean) => void;

/** Tells of what changes below a folder until it is closed. */
export function watchFolder(folder: string, listener: Listener): { close(): void } {
  if (!hasRecursive) return new FolderWatch(folder, listener);
  return watch(folder, { recursive: true }, (_, name) => {
    if (name !== null) listener(name.split(path.sep).join('/'), false);
  });
}

/** Watches a folder, and each folder in it. Hidden ones and node_modules are passed over. */
class FolderWatch {
  readonly #folder: string;
  readonly #listener: Listener;
  /** By the path of the folder below the one that is watched, with a slash at its end. */
  readonly #watchers = new Map<string, FSWatcher>();

  constructor(folder: string, listener: Listener) {
    this.#folder = folder;
    this.#listener = listener;
    this.#add('', false);
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  /** @param isNew whether what is in the folder has come with it */
  #add(prefix: string, isNew: boolean): void {
    if (this.#watchers.has(prefix)) return;
    try {
      const watcher = watch(path.join(this.#folder, prefix), (_, name) => {
        if (name !== null) this.#changed(prefix + name);
      });
      watcher.on('error', () => this.#remove(prefix));
      this.#watchers.set(prefix, watcher);
      for (const entry of readdirSync(path.join(this.#folder, prefix), { withFileTypes: true })) {
        if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
        if (entry.isDirectory()) this.#add(`${prefix}${entry.name}/`, isNew);
        else if (isNew) this.#listener(prefix + entry.name, false);
      }
    } catch (error) {
      // It has gone already, which its folder tells of. That the first one cannot be watched is another matter.
      if (prefix === '') throw error;
      this.#remove(prefix);
    }
  }

  #changed(name: string): void {
    if (/(^|\/)(\.[^/]*|node_modules)$/.test(name)) return;
    const wasFolder = this.#watchers.has(`${name}/`);
    // A folder that was replaced by another of its name is watched anew.
    this.#remove(`${name}/`);
    if (isFolder(path.join(this.#folder, name))) this.#add(`${name}/`, true);
    else this.#listener(name, wasFolder);
  }

  #remove(prefix: string): void {
    for (const [each, watcher] of this.#watchers) {
      if (!each.startsWith(prefix)) continue;
      watcher.close();
      this.#watchers.delete(each);
    }
  }
}

function isFolder(full: string): boolean {
  try {
    return lstatSync(full).isDirectory();
  } catch {
    // It is gone, or out of reach.
    return false;
  }
}
