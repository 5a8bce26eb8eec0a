import type { Scheme } from './described.ts';
import { child, members, type Node, text } from './documents.ts';

/** Reads a Security Scheme Object of OpenAPI 2.0. */
export function readScheme2(node: Node): Scheme {
  const description = text(node, 'description');
  const type = text(node, 'type');
  if (type === 'basic') return { kind: 'basic', node, description, flow: undefined };
  if (type === 'apiKey') {
    const place = text(node, 'in');
    const name = text(node, 'name');
    if (name !== undefined && (place === 'header' || place === 'query')) return { kind: 'key', node, in: place, name, description };
  }
  if (type === 'oauth2') {
    const flow = text(node, 'flow');
    const tokenUrl = text(node, 'tokenUrl');
    if (flow === 'application' && tokenUrl !== undefined)
      return { kind: 'token', node, tokenUrl, scopes: members(child(node, 'scopes')).map(([scope]) => scope), description };
    return { kind: 'bearer', node, description, flow: flow ?? 'none' };
  }
  return { kind: 'unsupported', node, reason: type ?? 'no type' };
}
