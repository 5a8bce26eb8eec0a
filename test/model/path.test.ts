import { describe, it } from 'node:test';
import { expect } from 'chai';
import { pathMistakes } from '../../scripts/model/path.ts';

const partsOf = (path: string) => pathMistakes(path).map(({ start, end }) => path.slice(start, end));

describe('a path', () => {
  for (const path of ['', '/', '/a/{b}', '/a/{b}.{c}', '/{{tenant}}/a', '/a/{b}:batch', '/a:b', '/a/%3Fb', '/a/{b-c}/é', '/v1/{{a}}{b}'])
    it(`may be ${JSON.stringify(path)}`, () => void expect(pathMistakes(path)).to.deep.equal([]));

  for (const [path, ...parts] of [
    ['/people/:person/x', ':person'],
    ['/:a/b/:c', ':a', ':c'],
    ['/a/:{b}', ':{b}'],
    ['/a/{b', '{'],
    ['/a/b}', '}'],
    ['/a/{b}}', '}'],
    ['/a/{{b}', '{'],
    ['/a/{}', '{}'],
    ['/a/{b c}', '{b c}'],
    ['/a?b=c', '?'],
    ['/a#b', '#'],
    ['/a b', ' '],
    ['/a\tb', '\t'],
  ] as const)
    it(`cannot be ${JSON.stringify(path)}`, () => void expect(partsOf(path)).to.deep.equal(parts));

  it('is told how a path parameter is written', () => {
    expect(pathMistakes('/people/:person')[0]?.reason).to.equal('write {person}');
  });
});
