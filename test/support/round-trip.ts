import { expect } from 'chai';
import { readDocument } from '../../scripts/language/read-document.ts';
import { writeForeignYaml, writeYaml } from '../../scripts/language/write-yaml.ts';
import { resolveSpecs } from '../../scripts/model/resolve.ts';
import { exportDocument } from '../../scripts/openapi/export/export-document.ts';
import { openDocument } from '../../scripts/openapi/open.ts';
import { toFiles } from '../../scripts/openapi/to-files.ts';
import { emit, type OutputFile } from '../../scripts/postman/emit.ts';
import type { Json } from '../../scripts/source/json.ts';
import { hasErrors, messageOf } from '../../scripts/source/problem.ts';
import { SourceFile } from '../../scripts/source/source-file.ts';

/** Texts below a specs folder, by path. */
export type Specs = Readonly<Record<string, string>>;

/** How a document is written, by the ending of its file. */
export type Ending = 'json' | 'yaml';

function resolved(specs: Specs) {
  const all = resolveSpecs({ root: 'specs', files: new Map(Object.entries(specs)) });
  if (hasErrors(all.problems)) throw new Error(all.problems.map((each) => `${each.span?.file}: ${messageOf(each)}`).join('\n'));
  return all;
}

/** What specs compile to. */
export function compiled(specs: Specs): OutputFile[] {
  return resolved(specs).apis.flatMap((api) => emit(api));
}

/** One API as an OpenAPI document. */
export function exported(specs: Specs, api: string): Json {
  const { specs: written, workspace } = resolved(specs);
  const spec = written.get(api);
  if (!spec?.api) throw new Error(`there is no ${api}`);
  return exportDocument(spec, spec.api.spec, workspace);
}

export function written(document: Json, ending: Ending): string {
  return ending === 'json' ? JSON.stringify(document) : writeForeignYaml(document);
}

/** The specs that a document becomes, below the folder of the API. */
export function imported(text: string, api: string): Record<string, string> {
  const read = readDocument(new SourceFile('document', text));
  const opened = 'value' in read ? openDocument('document', read, () => undefined) : read;
  if (!('described' in opened)) throw new Error(messageOf(opened));
  const left = opened.notes.all.map(({ kind, detail }) => `${kind}: ${detail}`);
  if (left.length > 0) throw new Error(`not carried over: ${left.join('\n')}`);
  return Object.fromEntries(toFiles(opened, api, true).map(({ path, value }) => [`${api}/${path}`, writeYaml(value)]));
}

/** That two compilations are the same files, byte for byte. */
export function expectSame(after: readonly OutputFile[], before: readonly OutputFile[]): void {
  expect(after.map((file) => file.path)).to.deep.equal(before.map((file) => file.path));
  after.forEach(({ content, path: name }, i) => void expect(content, name).to.equal(before[i]?.content));
}
