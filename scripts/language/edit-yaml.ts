import { isDeepStrictEqual } from 'node:util';
import { type Document, isMap, isScalar, isSeq, type Node, type Pair, parse, parseDocument, visit, type YAMLMap, type YAMLSeq } from 'yaml';
import { isObject, type Json } from '../source/json.ts';
import { writeYaml } from './write-yaml.ts';

/**
 * Changes a YAML text so that it holds another value: what stays the same keeps its comments and its form.
 * @returns undefined when the text cannot be changed like that, so that it has to be written anew
 */
export function editYaml(text: string, value: Json): string | undefined {
  const document = read(text);
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const node = edited(document.contents, value, (made) => newNode(document, made));
  if (node !== document.contents) return undefined;
  const changed = document.toString({ lineWidth: 120 });
  return isDeepStrictEqual(parse(changed), value) ? changed : undefined;
}

type Make = (value: Json) => Node;

/** Maps and lists look as if they had been written in the first place. */
function newNode(document: Document, value: Json): Node {
  if (typeof value === 'object' && value !== null) return (read(writeYaml({ value })).contents as YAMLMap).get('value', true) as Node;
  return document.createNode(value) as Node;
}

/** Parses a text; the library pads all braces and brackets of a document, or none, so here each keeps what it has. */
function read(text: string): Document {
  const document = parseDocument(text, { version: '1.2', prettyErrors: false, logLevel: 'silent' });
  visit(document, {
    Collection: (_, node) => {
      if (!node.flow || !node.range) return;
      const padding = /\s/.test(text[node.range[0] + 1] ?? '') ? ' ' : '';
      const write = node.toString.bind(node);
      node.toString = (context, ...rest) => write(context && { ...context, flowCollectionPadding: padding }, ...rest);
    },
  });
  return document;
}

/** The node that holds `value`: the same one, changed, where it is of the same kind. */
function edited(node: Node | null, value: Json, make: Make): Node {
  // What was empty stood in braces, or was nothing at all.
  if (isMap(node) && isObject(value) && node.items.length > 0 && Object.keys(value).length > 0) {
    editMap(node, value, make);
    return node;
  }
  if (isSeq(node) && Array.isArray(value) && node.items.length > 0 && value.length > 0) {
    editList(node, value, make);
    return node;
  }
  if (isScalar(node) && node.value === value) return node;
  return make(value);
}

function editMap(node: YAMLMap, value: { readonly [key: string]: Json }, make: Make): void {
  node.items = node.items.filter(({ key }) => Object.hasOwn(value, keyOf(key)));
  for (const [key, member] of Object.entries(value)) {
    const pair = node.items.find((each) => keyOf(each.key) === key) as Pair<unknown, Node | null> | undefined;
    if (pair) pair.value = edited(pair.value, member, make);
    // A status is a key without quotes.
    else node.set(/^[1-5]\d\d$/.test(key) ? Number(key) : key, make(member));
  }
}

/** Items are found again by their id where they have one. */
function editList(node: YAMLSeq, value: readonly Json[], make: Make): void {
  const left = [...node.items] as Node[];
  node.items = value.map((item, i) => {
    const id = isObject(item) ? item['id'] : undefined;
    const at = id === undefined ? i : left.findIndex((each) => isMap(each) && each.get('id') === id);
    const old = at < 0 ? undefined : left[at];
    const node = edited(old ?? null, item, make);
    if (node !== old && id !== undefined && i > 0) node.spaceBefore = true;
    return node;
  });
}

function keyOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}
