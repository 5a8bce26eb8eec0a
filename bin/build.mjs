// Compiles the package: two bundles, the sources that are copied into collections, and the types.
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => path.join(root, ...parts);

rmSync(at('dist'), { recursive: true, force: true });
// Some hundred small files of libraries cost as much to load as a small compile takes, so they are in the bundles.
// Newman and the collection SDK stay packages: what runs is what `npm ls` says.
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { cli: 'scripts/cli/main.ts', index: 'scripts/index.ts', worker: 'scripts/runner/pool/worker.ts' },
  outdir: 'dist/lib',
  bundle: true,
  external: ['newman', 'postman-collection', 'ts-node/register'],
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  metafile: true,
  // Where node_modules is a link, its target would be named in the bundle: a path of the machine that built it.
  preserveSymlinks: true,
});
writeFileSync(at('dist', 'THIRD-PARTY-LICENSES.txt'), licensesOf(Object.keys(metafile.inputs)));
// These are read as text, one folder above the bundles, as in a clone.
for (const folder of ['postman/sandbox', 'schema/validator', 'report/html'])
  cpSync(at('scripts', folder), at('dist', folder), { recursive: true, filter: (file) => !/\.ts$|tsconfig\.json$/.test(file) });
require('ts-node').register({ cwd: root });
const { sourceFile } = require(at('scripts/postman/link/source.ts'));
const sandbox = ['scripts/postman/sandbox', 'scripts/schema/validator', 'scripts/schema/validator/formats'].flatMap((folder) =>
  readdirSync(at(folder)).flatMap((file) => (file.endsWith('.js') ? [at(folder, file)] : [])),
);
writeFileSync(at('dist', 'sources.json'), require(at('scripts/postman/link/prepared.ts')).prepare(sandbox.map(sourceFile), at('scripts')));
execFileSync(process.execPath, [at('node_modules/typescript/bin/tsc'), '-p', at('tsconfig.build.json')], { stdio: 'inherit' });

/** The licences of the packages that are in the bundles. */
function licensesOf(inputs) {
  const packages = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []));
  const texts = [...packages].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(at(folder, 'package.json'), 'utf8'));
    const file = readdirSync(at(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) throw new Error(`${name} says nowhere under which licence it may be copied`);
    return `${name} ${version} (${license})\n\n${readFileSync(at(folder, file), 'utf8').trim()}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}
