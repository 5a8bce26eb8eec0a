import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const checkout = resolve(__dirname, '../..');

/** The peers, and the packages that the documents come from. */
const PACKAGES = [
  ...['openapi-to-postmanv2@6.3.3', '@apideck/portman@1.33.0', '@usebruno/cli@4.1.0', 'js-yaml@4.3.0'],
  ...['@octokit/openapi@23.0.2', 'rclone-openapi@1.75.0', '@blockfrost/openapi@0.1.93'],
];

/** A folder with the peers, and with Postern as it is published: packed and installed anew each time. */
export function installTools(): string {
  const folder = join(tmpdir(), 'postern-bench-compile');
  const npm = (args: readonly string[], cwd: string) =>
    execFileSync('npm', [...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  if (!existsSync(join(folder, 'node_modules/@usebruno/cli'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    npm(['install', '--no-audit', '--no-fund', ...PACKAGES], folder);
  }
  const [packed] = JSON.parse(npm(['pack', '--json', '--pack-destination', folder], checkout)) as { filename: string }[];
  npm(['install', '--no-audit', '--no-fund', '--no-save', `./${packed?.filename}`], folder);
  return folder;
}
