import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { type Node, parse } from 'acorn';
import { expect } from 'chai';
import { link } from '../../scripts/postman/link.ts';
import { formatTable } from '../../scripts/schema/validator/formats/format-table.js';
import { keywordTable } from '../../scripts/schema/validator/keyword-table.js';

type Tree = Node & { readonly [member: string]: unknown };

const FOLDER = path.join(__dirname, '../../scripts/schema/validator');
const FILES = (readdirSync(FOLDER, { recursive: true }) as string[]).filter((file) => file.endsWith('.js')).sort();

/** What every JavaScript engine has. Newman's sandbox lacks URL, TextEncoder, Intl, structuredClone and globalThis. */
const GLOBALS = ['Array', 'Map', 'Math', 'Number', 'Object', 'RegExp', 'Set', 'String', 'JSON', 'encodeURI', 'undefined'];

function sourceOf(file: string): string {
  return readFileSync(path.join(FOLDER, file), 'utf8');
}

/** The file as a syntax tree. Parsing it as ES2020 is a check by itself. */
function treeOf(file: string): Tree {
  return parse(sourceOf(file), { ecmaVersion: 2020, sourceType: 'module' }) as unknown as Tree;
}

function nodesIn(node: Tree): Tree[] {
  const children = Object.values(node)
    .flat()
    .filter((child): child is Tree => typeof child === 'object' && child !== null && 'type' in child);
  return [node, ...children.flatMap(nodesIn)];
}

/** A rule that top-level statements keep, or undefined for a statement that breaks it. */
function ruleOf(statement: Tree): string | undefined {
  const declaration = statement.type === 'ExportNamedDeclaration' ? (statement['declaration'] as Tree | null) : statement;
  if (statement.type === 'ImportDeclaration') {
    const specifiers = statement['specifiers'] as Tree[];
    const isPlain = specifiers.every((one) => one.type === 'ImportSpecifier' && nameIn(one, 'imported') === nameIn(one, 'local'));
    return isPlain && /^\.\.?\/.*\.js$/.test(String((statement['source'] as Tree)['value'])) ? 'import' : undefined;
  }
  if (declaration?.type === 'FunctionDeclaration') return 'function';
  if (declaration?.type !== 'VariableDeclaration' || declaration['kind'] !== 'const') return undefined;
  const declarators = declaration['declarations'] as Tree[];
  const calls = nodesIn(declaration).some(({ type }) => ['CallExpression', 'NewExpression', 'AssignmentExpression'].includes(type));
  const isOneName = declarators.length === 1 && declarators.every((one) => (one['id'] as Tree).type === 'Identifier');
  return isOneName && !calls ? 'const' : undefined;
}

function nameIn(node: Tree, member: string): string {
  return String((node[member] as Tree)['name']);
}

function declaredNames(file: string): string[] {
  return (treeOf(file)['body'] as Tree[]).flatMap((statement) => {
    const declaration = (statement['declaration'] ?? statement) as Tree;
    if (declaration.type === 'FunctionDeclaration') return [nameIn(declaration, 'id')];
    return declaration.type === 'VariableDeclaration' ? (declaration['declarations'] as Tree[]).map((one) => nameIn(one, 'id')) : [];
  });
}

describe('The source of the validator', () => {
  test('is there', () => {
    expect(FILES).to.include.members(['validate.js', 'keyword-table.js', 'formats/format-table.js']);
  });

  for (const file of FILES) {
    test(`${file} has only plain imports, functions and constants without calls at top level`, () => {
      const breaking = (treeOf(file)['body'] as Tree[]).filter((statement) => ruleOf(statement) === undefined);
      expect(breaking.map(({ start, end }) => sourceOf(file).slice(start, end))).to.deep.equal([]);
    });

    test(`${file} uses nothing that a sandbox may lack`, () => {
      const nodes = nodesIn(treeOf(file));
      const names = new Set(nodes.filter(({ type }) => type === 'Identifier').map((node) => String(node['name'])));
      const notVariables = new Set<string>();
      for (const node of nodes) {
        if (node.type === 'MemberExpression' && node['computed'] !== true) notVariables.add(nameIn(node, 'property'));
        if (node.type === 'Property' && (node['key'] as Tree).type === 'Identifier') notVariables.add(nameIn(node, 'key'));
      }
      const declared = new Set([...bindings(nodes), ...GLOBALS]);
      expect([...names].filter((name) => !declared.has(name) && !notVariables.has(name))).to.deep.equal([]);
      expect(
        nodes.filter(({ type }) => ['AwaitExpression', 'ThisExpression', 'ClassDeclaration', 'ImportExpression'].includes(type)),
      ).to.deep.equal([]);
      expect(sourceOf(file)).not.to.match(
        /\b(?:BigInt|globalThis|Intl|URL|TextEncoder|structuredClone|require|process|Buffer)\b(?!\s*\()(?=[.(])/,
      );
    });
  }

  test('declares each name once over all files', () => {
    const names = FILES.flatMap(declaredNames);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).to.deep.equal([]);
    expect(names.length).to.be.above(80);
  });

  test('its tables are sorted, and name functions', () => {
    for (const table of [keywordTable, formatTable]) {
      for (const check of Object.values(table)) expect(check).to.be.a('function');
    }
    const names = Object.keys(formatTable);
    expect(names).to.deep.equal([...names].sort());
  });

  test('links to a program that runs with the language alone, and to less when less is needed', () => {
    const entries = [
      { file: 'schema/validator/validate.js', name: 'validateSchema' },
      { file: 'schema/validator/finding.js', name: 'describeFinding' },
    ];
    const whole = link({ entries });
    const part = link({ entries, tables: { keywordTable: ['type', 'properties'] } });
    expect(part.length).to.be.below(whole.length / 3);
    expect(part).not.to.include('unevaluated:').and.not.to.include('checkFormat');
    for (const program of [whole, part]) {
      const context = createContext(Object.create(null));
      runInContext(
        'for (const name of ["Intl", "BigInt", "globalThis", "WebAssembly", "SharedArrayBuffer", "Atomics"]) delete this[name];',
        context,
      );
      const run = `${program}\nvalidateSchema({ properties: { a: { type: 'string' } } }, { a: 12 }, {}).map(describeFinding).join();`;
      expect(runInContext(run, context)).to.equal('at /a: expected a string, got 12 (#/properties/a/type)');
    }
  });
});

/** Every name that is bound anywhere: imports, functions, parameters, variables. */
function bindings(nodes: readonly Tree[]): string[] {
  const inPattern = (pattern: Tree): string[] => {
    if (pattern.type === 'Identifier') return [String(pattern['name'])];
    if (pattern.type === 'AssignmentPattern') return inPattern(pattern['left'] as Tree);
    if (pattern.type === 'ArrayPattern')
      return (pattern['elements'] as (Tree | null)[]).flatMap((one) => (one === null ? [] : inPattern(one)));
    if (pattern.type === 'ObjectPattern') return (pattern['properties'] as Tree[]).flatMap((one) => inPattern(one['value'] as Tree));
    return [];
  };
  return nodes.flatMap((node) => {
    if (node.type === 'ImportSpecifier') return [nameIn(node, 'local')];
    if (node.type === 'VariableDeclarator') return inPattern(node['id'] as Tree);
    if (!/Function/.test(node.type)) return [];
    return [...(node['id'] ? [nameIn(node, 'id')] : []), ...(node['params'] as Tree[]).flatMap(inPattern)];
  });
}
