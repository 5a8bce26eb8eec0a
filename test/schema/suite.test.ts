import { describe, test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { expect } from 'chai';
import { link } from '../../scripts/postman/link.ts';
import { isValid, validate } from '../../scripts/schema/validate.ts';
import { compileGroup, PARTS, type Part, readSuite, suiteFolder, titleOf } from './official-suite.ts';
import { runInNewman } from './run-in-newman.ts';

/** How many tests each part has. A suite with other numbers is another suite: then these are to be looked at, and set anew. */
const SIZES = { required: 1299, format: 764 };

const ENTRIES = [{ file: 'schema/validator/validate.js', name: 'validateSchema' }];

const folder = suiteFolder();
const skip = folder === undefined ? 'the JSON Schema Test Suite is not there; set JSON_SCHEMA_TEST_SUITE to its folder' : false;

describe('The official JSON Schema test suite, draft 2020-12', () => {
  for (const part of Object.keys(PARTS) as Part[]) {
    const { formats } = PARTS[part];

    test(`${part}: all ${SIZES[part]} right in Node`, { skip }, () => {
      const wrong: string[] = [];
      let right = 0;
      for (const group of readSuite(folder ?? '', part)) {
        const compiled = compileGroup(folder ?? '', group);
        for (const one of group.tests) {
          if ((validate(compiled, one.data, { formats }).length === 0) === one.valid) right++;
          else wrong.push(titleOf(group, one));
        }
      }
      expect(wrong).to.deep.equal([]);
      expect(right).to.equal(SIZES[part]);
    });

    test(`${part}: the same verdict when nobody asks what is wrong`, { skip }, () => {
      const wrong: string[] = [];
      for (const group of readSuite(folder ?? '', part)) {
        const compiled = compileGroup(folder ?? '', group);
        for (const one of group.tests) {
          if (isValid(compiled, one.data) !== (validate(compiled, one.data).length === 0)) wrong.push(titleOf(group, one));
        }
      }
      expect(wrong).to.deep.equal([]);
    });

    test(`${part}: all ${SIZES[part]} right with only the code that each schema needs`, { skip }, () => {
      const wrong: string[] = [];
      let right = 0;
      for (const group of readSuite(folder ?? '', part)) {
        const { schema, keywords, formats: formatTable } = compileGroup(folder ?? '', group);
        const tables = { keywordTable: keywords, ...(keywords.includes('format') ? { formatTable } : {}) };
        const script = `${link({ entries: ENTRIES, tables })}
          (schema, tests) => JSON.parse(tests).map((test) => validateSchema(JSON.parse(schema), test.data, { formats: ${formats} }).length === 0);`;
        const context = createContext({});
        const run = runInContext(script, context) as (schema: string, tests: string) => boolean[];
        const verdicts = run(JSON.stringify(schema), JSON.stringify(group.tests));
        group.tests.forEach((one, index) => {
          if (verdicts[index] === one.valid) right++;
          else wrong.push(titleOf(group, one));
        });
      }
      expect(wrong).to.deep.equal([]);
      expect(right).to.equal(SIZES[part]);
    });

    test(`${part}: all ${SIZES[part]} right in Newman's sandbox`, { skip }, async () => {
      const groups = readSuite(folder ?? '', part);
      const batches = Array.from({ length: Math.ceil(groups.length / 50) }, (_, index) => groups.slice(index * 50, index * 50 + 50));
      const scripts = batches.map((batch) => {
        const cases = batch.map((group) => ({
          schema: compileGroup(folder ?? '', group).schema,
          tests: group.tests.map((one) => ({ ...one, title: titleOf(group, one) })),
        }));
        // JSON inside a string: an object literal would take a property called `__proto__` for its prototype.
        return `${link({ entries: ENTRIES })}
for (const { schema, tests } of JSON.parse(${JSON.stringify(JSON.stringify(cases))})) {
  for (const { title, data, valid } of tests) {
    pm.test(title, () => pm.expect(validateSchema(schema, data, { formats: ${formats} }).length === 0).to.equal(valid));
  }
}`;
      });
      const { assertions, failures } = await runInNewman(scripts);
      expect(failures).to.deep.equal([]);
      expect(assertions.filter(({ error }) => error !== undefined)).to.deep.equal([]);
      expect(assertions).to.have.length(SIZES[part]);
    });
  }
});
