// Makes scripts/postman/sandbox/vendor: the signatures that Newman's sandbox lacks, each as one function that can be linked into a script.
//
// They are made ahead and kept in the repository, as text: compiling stays as fast as it is, esbuild and the libraries are needed by
// nobody who uses Postern, and a new version of a library shows as a difference. A test holds that they are what this makes.
//
// micro-rsa-dsa-dh and @noble/curves have one author, one licence, no dependencies but @noble/hashes, and new versions this year. They work
// on BigInt, which every sandbox has, and are the smallest there are: RS256 and PS256 make a script 22 KB longer, ES256 47 KB. With
// node-forge the RSA part would be 115 KB, and jsrsasign has 340 KB. One signature takes Newman some 50 ms with an RSA key of 2048 bits,
// 180 ms with 4096 bits, and 20 ms on P-256, once for each token. None of this is constant-time; the key is on the machine of whoever runs it.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const folder = path.join(root, 'scripts/postman/sandbox/vendor');

/** The functions: the file that each is made of, its parameters, and the packages that are in it. */
const functions = [
  { name: 'signRsa', from: 'rsa.js', parameters: 'scheme, message, key', packages: ['micro-rsa-dsa-dh', '@noble/hashes'] },
  { name: 'signP256', from: 'p256.js', parameters: 'message, key', packages: ['@noble/curves', '@noble/hashes'] },
];

/** The files as they have to be: `{ file, content }[]`, with absolute paths. */
function vendorFiles() {
  return Promise.all(functions.map(async (each) => ({ file: path.join(folder, `${kebab(each.name)}.js`), content: await contentOf(each) })));
}

async function contentOf({ name, from, parameters, packages }) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [`bin/vendor/${from}`],
    inject: ['bin/vendor/sandbox-global.js'],
    define: { globalThis: 'sandboxGlobal' },
    bundle: true,
    minify: true,
    // Postman's editor, and differences, cope badly with one line of 40 KB.
    lineLimit: 160,
    write: false,
    metafile: true,
    format: 'iife',
    globalName: 'library',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2020',
    legalComments: 'none',
    charset: 'ascii',
  });
  const found = [...new Set(Object.keys(metafile.inputs).flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []))];
  if (found.sort().join() !== [...packages].sort().join()) throw new Error(`${name} is made of ${found}: name their licences`);
  const folders = Object.fromEntries(
    Object.keys(metafile.inputs).flatMap((file) => {
      const match = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(file);
      return match ? [[match[2], path.resolve(root, match[1])]] : [];
    }),
  );
  return `// @ts-nocheck
// Made by bin/vendor.mjs: npm run vendor

${noticeOf(packages.map((each) => folders[each]))}
export function ${name}(${parameters}) {
  const randomWords = (bytes) => require('crypto-js').lib.WordArray.random(bytes).words;
${outputFiles[0].text.trimEnd()}
  return library.${name}(${parameters});
}
`;
}

/** Names, versions and licences as a comment: the licence asks for that wherever the code goes. */
function noticeOf(folders) {
  const read = (folder, file) => readFileSync(path.join(folder, file), 'utf8').trim();
  const licences = folders.map((folder) => ({ ...JSON.parse(read(folder, 'package.json')), text: read(folder, 'LICENSE') }));
  const named = licences.map(({ name, version }) => `${name} ${version}`).join(' and ');
  const owners = [...new Set(licences.flatMap(({ text }) => text.match(/^Copyright .*$/m) ?? []))];
  const [terms, ...others] = [...new Set(licences.map(({ text }) => text.replace(/^Copyright .*$/m, '').replace(/\n{3,}/, '\n\n')))];
  if (others.length > 0 || licences.some(({ license }) => license !== 'MIT')) throw new Error('the licences differ: write a notice for each');
  const [title, ...rest] = terms.split('\n\n');
  const lines = [`From here on: ${named}, minified.`, '', title, '', ...owners, '', ...rest.join('\n\n').split('\n')];
  return ['/*', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'].join('\n');
}

function kebab(name) {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

// With --check nothing is written; what is not up to date is named, and the exit code is 1.
for (const { file, content } of await vendorFiles()) {
  if (!process.argv.includes('--check')) writeFileSync(file, content);
  else if (readFileSync(file, 'utf8') !== content) {
    console.error(`${path.relative(root, file)} is not up to date: npm run vendor`);
    process.exitCode = 1;
  }
}
