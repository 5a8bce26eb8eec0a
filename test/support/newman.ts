// Plain Newman, as its users run it: the program on the command line, with nothing of Postern in it.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PostmanCliRun } from './postman-cli.ts';

/** Runs a collection with an environment in a folder of its own, which is removed afterwards. */
export async function runInNewman(collection: object, environment: object, args: readonly string[] = []): Promise<PostmanCliRun> {
  const folder = mkdtempSync(path.join(tmpdir(), 'postern-newman-'));
  try {
    const file = (name: string): string => path.join(folder, name);
    writeFileSync(file('collection.json'), JSON.stringify(collection));
    writeFileSync(file('environment.json'), JSON.stringify(environment));
    const program = require.resolve('newman/bin/newman.js');
    const reporting = ['--color', 'off', '-r', 'cli,json', '--reporter-json-export', file('report.json')];
    const child = spawn(
      process.execPath,
      [program, 'run', file('collection.json'), '-e', file('environment.json'), ...reporting, ...args],
      {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part) => {
        output += part;
      });
    }
    const exitCode = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
    return { exitCode, output, report: JSON.parse(readFileSync(file('report.json'), 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
