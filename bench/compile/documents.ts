import { join } from 'node:path';

/** The documents, from the largest to the smallest; the last is two endpoints, where starting is all that counts. */
export function documents(tools: string): { readonly name: string; readonly path: string }[] {
  const of = (path: string) => join(tools, 'node_modules', path);
  return [
    { name: 'github.json', path: of('@octokit/openapi/generated/api.github.com.json') },
    { name: 'rclone.json', path: of('rclone-openapi/openapi.json') },
    { name: 'rclone.yaml', path: of('rclone-openapi/openapi.yaml') },
    { name: 'blockfrost.yaml', path: of('@blockfrost/openapi/openapi.yaml') },
    { name: 'two-endpoints.yaml', path: join(__dirname, 'two-endpoints.yaml') },
  ];
}
