import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { ResponseSpec } from '../../scripts/language/definition.ts';
import { readSpec } from '../../scripts/language/read-spec.ts';
import { joinPath, Workspace } from '../../scripts/language/workspace.ts';
import type { Problem } from '../../scripts/source/problem.ts';
import { sentences, told } from '../support/specs.ts';

/** The response 200 that `ref` leads to from demo/endpoints/a.yaml, and what is told. */
function follow(ref: string, files: Record<string, string> = {}): { response: ResponseSpec | undefined; problems: Problem[] } {
  const problems: Problem[] = [];
  const all = {
    'demo/endpoints/a.yaml': `folder: A
endpoints:
  - id: a
    name: A
    method: GET
    path: /a
    responses: { 200: ${ref} }
own: { description: own }
`,
    ...files,
  };
  const workspace = new Workspace({ root: 'specs', files: new Map(Object.entries(all)) }, (problem) => void problems.push(problem));
  const spec = readSpec(workspace, 'demo');
  const ours = problems.filter(({ code, args }) => code !== 'no-api-file' && args['key'] !== 'own');
  return { response: spec.endpoints[0]?.spec.endpoints[0]?.responses['200'], problems: ours };
}

/** Holds that the reference leads to a response with this description. */
function leads(ref: string, files: Record<string, string>, description: string): void {
  const { response, problems } = follow(`{ $ref: "${ref}" }`, files);
  expect(told(problems)).to.deep.equal([]);
  expect(response?.description).to.equal(description);
}

/** Holds that the reference is refused with one problem, at its text. */
function refused(ref: string, files: Record<string, string>, code: string, sentence: RegExp): void {
  const { problems } = follow(`{ $ref: "${ref}" }`, files);
  expect(told(problems)).to.deep.equal([`endpoints/a.yaml:7:31 ${code}`]);
  expect(sentences(problems)[0]).to.match(sentence);
}

describe('references', () => {
  const target = {
    'demo/r.yaml':
      'description: all\nok: { description: one }\n"a/b": { description: slash }\n"m~n": { description: tilde }\n"x y": { description: space }\n"": { description: empty }\nlist: [{ description: item }]\n"%41": { description: percent }\n',
  };

  it('lead to a file', () => leads('../whole.yaml', { 'demo/whole.yaml': 'description: whole' }, 'whole'));
  it('lead to a JSON file', () => leads('../whole.json', { 'demo/whole.json': '{"description": "whole"}' }, 'whole'));
  it('lead to a place in a file', () => leads('../r.yaml#/ok', target, 'one'));
  it('lead to a place in the same file', () => leads('#/own', {}, 'own'));
  it('lead to an item of a list', () => leads('../r.yaml#/list/0', target, 'item'));
  it('lead to another API', () => leads('../../other/r.yaml#/ok', { 'other/r.yaml': 'ok: { description: other }' }, 'other'));
  it('lead through a dot', () => leads('./.././r.yaml#/ok', target, 'one'));
  it('have ~1 for a slash', () => leads('../r.yaml#/a~1b', target, 'slash'));
  it('have ~0 for a tilde', () => leads('../r.yaml#/m~0n', target, 'tilde'));
  it('have %20 for a space', () => leads('../r.yaml#/x%20y', target, 'space'));
  it('may have the space itself', () => leads('../r.yaml#/x y', target, 'space'));
  it('have %25 for a percent sign', () => leads('../r.yaml#/%2541', target, 'percent'));
  it('have an empty name', () => leads('../r.yaml#/', target, 'empty'));
  it('lead to a file with a space in its name, either way', () => {
    const files = { 'demo/my file.yaml': 'description: spaced' };
    leads('../my file.yaml', files, 'spaced');
    leads('../my%20file.yaml', files, 'spaced');
  });
  it('lead to further references', () => {
    leads(
      '../a1.yaml',
      { 'demo/a1.yaml': '$ref: sub/a2.yaml#/x', 'demo/sub/a2.yaml': 'x: { $ref: "#/y" }\ny: { description: far }' },
      'far',
    );
  });

  it('cannot leave the folder', () => refused('../../../x.yaml', {}, 'ref-outside', /leaves the specs folder/));
  it('cannot leave the folder in disguise', () => refused('..%2F..%2F..%2Fx.yaml', {}, 'ref-outside', /leaves the specs folder/));
  it('cannot be absolute', () => refused('/etc/passwd', {}, 'ref-outside', /leaves the specs folder/));
  it('cannot have backslashes', () => refused('..\\\\r.yaml', target, 'ref-outside', /forward slashes/));
  it('cannot be remote', () => refused('https://example.com/r.yaml', {}, 'ref-remote', /leads out of the specs folder/));
  it('cannot be on the disk by URL', () => refused('file:///etc/passwd', {}, 'ref-remote', /leads out of the specs folder/));
  it('do not repeat a password', () =>
    refused('https://me:correct-horse@example.com/r.yaml', {}, 'ref-remote', /https:\/\/…@example\.com/));
  it('need a file that is there', () =>
    refused('../s.yaml', target, 'ref-no-file', /no file demo\/s\.yaml .*did you mean "demo\/r\.yaml"\?/));
  it('need a place that is there', () =>
    refused('../r.yaml#/okk', target, 'ref-no-target', /no #\/okk in demo\/r\.yaml; did you mean "#\/ok"\?/));
  it('need a place in the list', () => refused('../r.yaml#/list/1', target, 'ref-no-target', /no #\/list\/1/));
  it('have no anchors', () => refused('../r.yaml#ok', target, 'ref-no-target', /no #ok/));
  it('find no inherited members', () => refused('../r.yaml#/constructor', target, 'ref-no-target', /no #\/constructor/));
  it('survive a broken escape', () => refused('../r.yaml#/%zz', target, 'ref-no-target', /no #\/%zz/));

  it('cannot lead back to themselves', () => {
    const { problems } = follow('{ $ref: ../c.yaml }', { 'demo/c.yaml': '$ref: d.yaml', 'demo/d.yaml': '$ref: c.yaml' });
    expect(told(problems)).to.deep.equal(['d.yaml:1:7 ref-cycle']);
  });
  it('stand alone', () => {
    const { problems } = follow('{ $ref: ../r.yaml#/ok, description: mine }', target);
    expect(told(problems)).to.deep.equal(['endpoints/a.yaml:7:46 ref-siblings']);
  });
  it('are texts', () => {
    const { problems } = follow('{ $ref: [a] }');
    expect(told(problems)).to.deep.equal(['endpoints/a.yaml:7:31 wrong-type']);
  });
  it('to a scalar of the wrong type are told at the scalar', () => {
    const { problems } = follow('{ $ref: ../r.yaml#/x }', { 'demo/r.yaml': 'a: 1\nx: 12\n' });
    expect(told(problems)).to.deep.equal(['r.yaml:2:4 wrong-type']);
  });
  it('to a broken file tell of the file only', () => {
    const { problems } = follow('{ $ref: ../r.yaml }', { 'demo/r.yaml': 'a: [\n' });
    expect(told(problems)).to.deep.equal(['r.yaml:1:4 yaml-syntax']);
  });
  it('tell of mistakes in their target at the target', () => {
    const { problems } = follow('{ $ref: ../r.yaml#/x }', { 'demo/r.yaml': 'x:\n  description: d\n  redAs: none\n' });
    expect(told(problems)).to.deep.equal(['r.yaml:3:3 unknown-key']);
  });
  it('inside of an example are followed, at any depth', () => {
    const { response, problems } = follow(
      '{ description: d, schema: true, example: { a: [{ $ref: ../e.yaml#/x }], b: { $ref: ../e.yaml#/y } } }',
      {
        'demo/e.yaml': 'x: { z: { $ref: "#/y" } }\ny: text\n',
      },
    );
    expect(told(problems)).to.deep.equal([]);
    expect(response?.example).to.deep.equal({ a: [{ z: 'text' }], b: 'text' });
  });
  it('inside of a schema are left to JSON Schema', () => {
    const { response, problems } = follow('{ description: d, schema: { $ref: "#/x", title: beside }, example: 1 }');
    expect(told(problems)).to.deep.equal([]);
    expect(response?.schema).to.deep.equal({
      schema: { $ref: '#/x', title: 'beside' },
      file: 'demo/endpoints/a.yaml',
      pointer: '/endpoints/0/responses/200/schema',
    });
  });
  it('to a schema keep its home', () => {
    const { response } = follow('{ $ref: ../r.yaml#/ok }', {
      'demo/r.yaml': 'ok: { description: d, schema: { type: string }, example: a }',
    });
    expect(response?.schema).to.deep.equal({ schema: { type: 'string' }, file: 'demo/r.yaml', pointer: '/ok/schema' });
  });
  it('cannot explode', () => {
    const lines = ['a0: [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 40; i++)
      lines.push(
        `a${i}: [${Array(10)
          .fill(`{ $ref: "#/a${i - 1}" }`)
          .join(', ')}]`,
      );
    const { problems } = follow('{ description: d, schema: true, example: { $ref: ../b.yaml#/a39 } }', { 'demo/b.yaml': lines.join('\n') });
    expect(problems.map((problem) => problem.code)).to.deep.equal(['ref-bomb']);
  });
  it('cannot follow each other endlessly', () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `a${i}: { $ref: "#/a${i + 1}" }`);
    const { problems } = follow('{ $ref: ../b.yaml#/a0 }', { 'demo/b.yaml': lines.join('\n') });
    expect(problems.map((problem) => problem.code)).to.deep.equal(['ref-bomb']);
  });
});

describe('joinPath', () => {
  it('goes from the folder of a file', () => {
    expect(joinPath('a/b/c.yaml', 'd.yaml')).to.equal('a/b/d.yaml');
    expect(joinPath('a/b/c.yaml', '../d.yaml')).to.equal('a/d.yaml');
    expect(joinPath('a/b/c.yaml', '../../d.yaml')).to.equal('d.yaml');
    expect(joinPath('a/b/c.yaml', './x/../d.yaml')).to.equal('a/b/d.yaml');
  });
  it('gives nothing for what leaves the folder, even when it comes back', () => {
    expect(joinPath('a/c.yaml', '../../d.yaml')).to.equal(undefined);
    expect(joinPath('a/c.yaml', '../../a/d.yaml')).to.equal(undefined);
    expect(joinPath('a/c.yaml', '/d.yaml')).to.equal(undefined);
    expect(joinPath('a/c.yaml', 'x\\d.yaml')).to.equal(undefined);
  });
});
