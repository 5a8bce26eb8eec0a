// The Postman CLI, where it is installed: the closest thing to the Postman app that runs without a screen and without an account.

import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The executable: what the environment variable POSTMAN_CLI names, else `postman` on the PATH; undefined when there is none. */
export function postmanCli(): string | undefined {
  const named = process.env['POSTMAN_CLI'];
  if (named) return named;
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => path.join(folder, 'postman')).find(isExecutable);
}

/** For the `skip` option of a test: false when the CLI is there, else the reason. */
export const withoutPostmanCli: string | false =
  postmanCli() === undefined && 'the Postman CLI is not installed (npm install -g postman-cli, or set POSTMAN_CLI)';

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What a run of the CLI came to. */
export type PostmanCliRun = {
  readonly exitCode: number | null;
  /** Both streams. */
  readonly output: string;
  /** The JSON report in Newman's structure. */
  readonly report: { readonly run: { readonly executions: readonly PostmanCliExecution[]; readonly failures: readonly unknown[] } };
};

/** One execution of a request in the report. */
export type PostmanCliExecution = {
  readonly item: { readonly id: string; readonly name: string };
  readonly assertions?: readonly { readonly assertion: string; readonly error?: { readonly message: string } }[] | null;
};

/**
 * Runs a collection with an environment, in a folder of its own that is removed afterwards. The CLI is kept away from the user's account and network.
 * Gives it up after 60 s, which rejects.
 */
export async function runInPostmanCli(collection: object, environment: object, args: readonly string[] = []): Promise<PostmanCliRun> {
  const executable = postmanCli();
  if (executable === undefined) throw new Error(String(withoutPostmanCli));
  const folder = mkdtempSync(path.join(tmpdir(), 'postern-postman-cli-'));
  try {
    const file = (name: string): string => path.join(folder, name);
    writeFileSync(file('collection.json'), JSON.stringify(collection));
    writeFileSync(file('environment.json'), JSON.stringify(environment));
    const reporting = ['-r', 'cli,json', '--reporter-json-structure', 'newman', '--reporter-json-export', file('report.json')];
    const all = ['collection', 'run', file('collection.json'), '-e', file('environment.json'), ...reporting, ...args];
    // A process group of its own: the command starts others, which must not outlive it.
    const child = spawn(executable, all, {
      cwd: folder,
      env: { ...process.env, HOME: folder },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
    let gaveUp = false;
    const limit = setTimeout(() => {
      gaveUp = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, 60_000);
    const exitCode = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
    clearTimeout(limit);
    if (gaveUp) throw new Error(`the Postman CLI does not end:\n${output}`);
    return { exitCode, output, report: JSON.parse(readFileSync(file('report.json'), 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
