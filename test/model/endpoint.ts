import type { Api, Endpoint } from '../../scripts/model/model.ts';
import type { Problem } from '../../scripts/source/problem.ts';
import { resolveDemo, told } from '../support/specs.ts';

/**
 * What comes of one endpoint with the id `one`.
 * @param more further keys of the endpoint, without indentation; they begin in line 6 or, when `method` is among them, 5
 * @param files further files of the API, by their path in its folder
 * @param response the documented answers
 */
export function problemsWith(
  more: string,
  files: Readonly<Record<string, string>> = {},
  response = '200: { description: d, schema: true, example: 1 }',
): { problems: readonly Problem[]; told: string[]; api: Api | undefined; endpoint: Endpoint | undefined } {
  const own = more.split('\n').filter((line) => line !== '');
  const has = (key: string) => own.some((line) => line.startsWith(`${key}:`));
  const lines = [
    'id: one',
    'name: One',
    ...(has('method') ? [] : ['method: GET']),
    ...(has('path') ? [] : ['path: /one']),
    ...own,
    'responses:',
    ...response.split('\n').map((line) => `  ${line}`),
  ];
  const text = `folder: F\nendpoints:\n${lines.map((line, i) => `${i === 0 ? '  - ' : '    '}${line}\n`).join('')}`;
  const { apis, problems } = resolveDemo({ 'endpoints/things.yaml': text, ...files });
  const ours = problems.filter(({ code }) => code !== 'unused-file');
  const api = apis[0];
  const endpoint = api?.folders.flatMap((folder) => folder.endpoints).find((each) => each.id === 'one');
  return { problems: ours, told: told(ours).map((each) => each.replace(/^endpoints\/things\.yaml:/, '')), api, endpoint };
}
