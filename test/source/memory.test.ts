import { describe, test } from 'node:test';
import { expect } from 'chai';
import { Memory } from '../../scripts/source/memory.ts';
import { type Problem, problem } from '../../scripts/source/problem.ts';

describe('a memory', () => {
  test('does work once for the same inputs, and tells of its problems and files each time', () => {
    const told: Problem[] = [];
    const memory = new Memory((found) => void told.push(found));
    const spec = {};
    let times = 0;
    const work = (input: unknown) =>
      memory.once('outer', [spec, input], () =>
        memory.once('inner', [spec], () => {
          times++;
          memory.note('a.yaml');
          memory.report(problem('no-specs', { folder: 'specs' }));
          return times;
        }),
      );
    for (const input of [1, 1, 2]) {
      memory.begin();
      told.length = 0;
      expect(work(input)).to.equal(1);
      expect(told.map(({ code }) => code)).to.deep.equal(['no-specs']);
      expect([...memory.files]).to.deep.equal(['a.yaml']);
    }
  });

  test('works anew when an input is another object, however equal, and keeps nothing of work that failed', () => {
    const memory = new Memory(() => undefined);
    const spec = {};
    let times = 0;
    const count = () => ++times;
    memory.once('count', [spec, [1]], count);
    expect(memory.once('count', [spec, [1]], count)).to.equal(2);
    expect(memory.once('count', [{}, [1]], count)).to.equal(3);
    const failing = (): number => {
      throw new Error('it failed');
    };
    expect(() => memory.once('fails', [spec], failing)).to.throw('it failed');
    expect(memory.once('fails', [spec], count)).to.equal(4);
  });
});
