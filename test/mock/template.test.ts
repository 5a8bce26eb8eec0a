import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { fill, hole, matchPattern, type Pattern, patternOf } from '../../scripts/mock/template.ts';

describe('filling in variables', () => {
  it('goes on inside of values, and leaves what is unknown or dynamic', () => {
    const variables = { a: '[{{b}}]', b: 'B', c: '{{missing}}' };
    expect(fill('{{a}} {{b}} {{c}} {{$guid}} {{toString}}', variables)).to.equal('[B] B {{missing}} {{$guid}} {{toString}}');
  });

  it('ends when variables stand for each other', () => {
    expect(fill('{{a}}', { a: '{{b}}', b: '{{a}}' })).to.equal('{{a}}');
  });
});

describe('a pattern', () => {
  it('has a hole for each variable that is not known', () => {
    expect(patternOf('id-{{$guid}}/{{a}}', { a: 'A' })).to.deep.equal(['id-', hole, '/A']);
    expect(patternOf('', {})).to.deep.equal([]);
  });

  it('gives what its holes stand for, the first of them as short as they may be', () => {
    expect(matchPattern(['a', hole, '-', hole, '.zip'], 'ax-y-z.zip')).to.deep.equal(['x', 'y-z']);
    expect(matchPattern([hole, '.json'], 'a.json.json', 1)).to.deep.equal(['a.json']);
    expect(matchPattern([hole, '.json'], '.json', 1)).to.equal(undefined);
  });

  it('matches the texts that the same regular expression matches', () => {
    const part = fc.oneof(fc.constant<typeof hole>(hole), fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 }));
    const pattern = fc
      .array(part, { maxLength: 7 })
      .map((parts) => parts.filter((each, i) => each === hole || i === 0 || parts[i - 1] === hole))
      .map((parts): Pattern => parts);
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
    fc.assert(
      fc.property(pattern, text, fc.constantFrom(0 as const, 1 as const), (parts, subject, least) => {
        const regex = new RegExp(`^${parts.map((each) => (each === hole ? (least ? '.+' : '.*') : each)).join('')}$`);
        const holes = matchPattern(parts, subject, least);
        expect(holes !== undefined, `${regex} on ${subject}`).to.equal(regex.test(subject));
        if (holes) {
          let next = 0;
          expect(parts.map((each) => (each === hole ? holes[next++] : each)).join('')).to.equal(subject);
        }
      }),
      { seed: 1, numRuns: 3000 },
    );
  });

  it('takes no more time for many holes than for one', () => {
    // A regular expression with this many wildcards would not come back on such a text.
    const pattern: Pattern = [...Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? hole : 'a')), hole, '!'];
    expect(matchPattern(pattern, 'a'.repeat(100_000))).to.equal(undefined);
  });
});
