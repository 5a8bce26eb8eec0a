// Which outer names a piece of source uses.

import type { Node } from 'acorn';

/** A syntax tree node whose members are looked at by name. */
export type Tree = Node & { readonly [member: string]: unknown };

/** The name of an identifier. */
export function nameOf(node: unknown): string {
  return String((node as Tree)['name']);
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** The names that a node uses and does not declare itself, in the order of their first use. Globals such as `JSON` are among them. */
export function outerNames(node: Tree, self?: string, options: { atLoad?: boolean } = {}): string[] {
  const names = new Set<string>();
  const visit = (current: Tree, scope: ReadonlySet<string>): void => {
    if (current.type === 'Identifier') {
      const name = nameOf(current);
      if (!scope.has(name)) names.add(name);
      return;
    }
    if (options.atLoad === true && FUNCTIONS.has(current.type)) return;
    const inner = declaredBy(current);
    const inside = inner.length === 0 ? scope : new Set([...scope, ...inner]);
    for (const child of childrenOf(current)) visit(child, inside);
  };
  visit(node, new Set());
  if (self !== undefined) names.delete(self);
  return [...names];
}

/** Whether loading a node calls something. */
export function callsAtLoad(node: Tree): boolean {
  if (FUNCTIONS.has(node.type)) return false;
  return ['CallExpression', 'NewExpression', 'TaggedTemplateExpression'].includes(node.type) || childrenOf(node).some(callsAtLoad);
}

/** The names that a node declares for what is inside it. A `var` counts for its block only: at worst a name too many is linked. */
function declaredBy(node: Tree): string[] {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [...(node['params'] as Tree[]).flatMap(boundNames), ...(node['id'] ? [nameOf(node['id'])] : [])];
    case 'ClassExpression':
      return node['id'] ? [nameOf(node['id'])] : [];
    case 'BlockStatement':
    case 'StaticBlock':
      return (node['body'] as Tree[]).flatMap(declaredNames);
    case 'SwitchStatement':
      return (node['cases'] as Tree[]).flatMap((one) => (one['consequent'] as Tree[]).flatMap(declaredNames));
    case 'ForStatement':
      return node['init'] ? declaredNames(node['init'] as Tree) : [];
    case 'ForInStatement':
    case 'ForOfStatement':
      return declaredNames(node['left'] as Tree);
    case 'CatchClause':
      return node['param'] ? boundNames(node['param'] as Tree) : [];
    default:
      return [];
  }
}

function declaredNames(statement: Tree): string[] {
  if (statement.type === 'VariableDeclaration') {
    return (statement['declarations'] as Tree[]).flatMap((declarator) => boundNames(declarator['id'] as Tree));
  }
  return /^(Function|Class)Declaration$/.test(statement.type) ? [nameOf(statement['id'])] : [];
}

/** The names that a pattern binds: `a`, `{ b, c: d }`, `[e]`, `f = 1`, `...g`. */
function boundNames(pattern: Tree): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [nameOf(pattern)];
    case 'AssignmentPattern':
      return boundNames(pattern['left'] as Tree);
    case 'Property':
      return boundNames(pattern['value'] as Tree);
    case 'RestElement':
      return boundNames(pattern['argument'] as Tree);
    case 'ObjectPattern':
      return (pattern['properties'] as Tree[]).flatMap(boundNames);
    case 'ArrayPattern':
      return (pattern['elements'] as (Tree | null)[]).flatMap((element) => (element === null ? [] : boundNames(element)));
    default:
      return [];
  }
}

/** The children in which an identifier is a use of a variable: not a property's name, not a label. */
function childrenOf(node: Tree): Tree[] {
  const skipped = new Set<string>();
  if (['MemberExpression', 'Property', 'MethodDefinition', 'PropertyDefinition'].includes(node.type) && node['computed'] !== true) {
    skipped.add(node.type === 'MemberExpression' ? 'property' : 'key');
  }
  if (['LabeledStatement', 'BreakStatement', 'ContinueStatement'].includes(node.type)) skipped.add('label');
  return Object.keys(node)
    .filter((member) => !skipped.has(member))
    .flatMap((member) => node[member] as unknown)
    .filter((child): child is Tree => typeof child === 'object' && child !== null && typeof (child as Tree).type === 'string');
}
