// Compiles the package: two bundles, the sources that are copied into collections, and the types.
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => path.join(root, ...parts);

rmSync(at('dist'), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: { cli: 'scripts/cli/main.ts', index: 'scripts/index.ts', worker: 'scripts/runner/pool/worker.ts' },
  outdir: 'dist/lib',
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'cjs',
  target: 'node20',
});
// These are read as text, one folder above the bundles, as in a clone.
for (const folder of ['postman/sandbox', 'schema/validator', 'report/html'])
  cpSync(at('scripts', folder), at('dist', folder), { recursive: true, filter: (file) => !/\.ts$|tsconfig\.json$/.test(file) });
execFileSync(process.execPath, [at('node_modules/typescript/bin/tsc'), '-p', at('tsconfig.build.json')], { stdio: 'inherit' });
