import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

/** A tool that makes requests with tests of an OpenAPI document. */
export interface Contender {
  readonly name: string;
  /** Lays out what the tool needs in `folder`, once, outside of the measured time; then the command: a Node program and its arguments. */
  readonly prepare: (document: string, folder: string, tools: string) => readonly string[];
  /** What it wrote, below `folder`. */
  readonly output: string;
}

const inPackages = (tools: string, path: string): string => join(tools, 'node_modules', path);

/** The program of a package, by its name in `bin`. */
function program(tools: string, name: string, command: string): string {
  const { bin } = JSON.parse(readFileSync(inPackages(tools, `${name}/package.json`), 'utf8')) as { bin: string | Record<string, string> };
  return inPackages(tools, join(name, typeof bin === 'string' ? bin : (bin[command] as string)));
}

export const CONTENDERS: readonly Contender[] = [
  {
    name: 'Postern',
    output: 'collections',
    prepare(document, folder, tools) {
      const file = `openapi${extname(document)}`;
      mkdirSync(join(folder, 'specs/bench'), { recursive: true });
      copyFileSync(document, join(folder, 'specs/bench', file));
      writeFileSync(join(folder, 'specs/bench/api.yaml'), `source: ${file}\n`);
      return [program(tools, 'postern', 'postern'), 'compile', '--quiet'];
    },
  },
  {
    name: 'openapi-to-postmanv2',
    output: 'out.json',
    prepare: (document, _folder, tools) => [program(tools, 'openapi-to-postmanv2', 'openapi2postmanv2'), '-s', document, '-o', 'out.json'],
  },
  {
    name: 'Portman',
    output: 'out.json',
    prepare: (document, _folder, tools) => [program(tools, '@apideck/portman', 'portman'), '-l', document, '-o', 'out.json'],
  },
  {
    name: 'Bruno',
    output: 'out.json',
    prepare: (document, _folder, tools) => [
      program(tools, '@usebruno/cli', 'bru'),
      ...['import', 'openapi', '-s', document, '-f', 'out.json', '-n', 'bench'],
    ],
  },
];

/** The least that any tool does: it reads the document, and writes `bytes`. */
export function limitOf(document: string, bytes: number, tools: string): readonly string[] {
  const parse = document.endsWith('.json') ? 'JSON.parse' : `require(${JSON.stringify(inPackages(tools, 'js-yaml'))}).load`;
  const code = [
    `const fs = require('node:fs');`,
    `globalThis.read = ${parse}(fs.readFileSync(${JSON.stringify(document)}, 'utf8'));`,
    `fs.writeFileSync('out.json', Buffer.alloc(${bytes}, 32));`,
  ];
  return ['-e', code.join('\n')];
}

/** The files below a path, or the one that it is, with their texts. */
export function readOutput(path: string): Map<string, string> {
  if (!statSync(path).isDirectory()) return new Map([[basename(path), readFileSync(path, 'utf8')]]);
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(path.length + 1), readFileSync(file, 'utf8')]),
  );
}

/** Keeps one output aside, to be compared with the next. */
export function keep(path: string, aside: string): void {
  cpSync(path, aside, { recursive: true });
}
