import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import Ajv, { type ValidateFunction } from 'ajv';
import { expect } from 'chai';
import { parse } from 'yaml';
import { editorSchemas } from '../../scripts/language/editor-schema.ts';
import { runSchema } from '../../scripts/report/run-document.ts';
import { demo, readFolder } from '../support/specs.ts';

const root = path.join(__dirname, '../..');
const schemas = editorSchemas();
const own = readFolder(path.join(root, 'specs'));

function validatorOf(kind: string): ValidateFunction {
  const file = schemas.find((schema) => schema.path === `${kind}.schema.json`);
  const ajv = new Ajv({ strict: true, strictTypes: false, allowUnionTypes: true });
  ajv.addKeyword('patternErrorMessage'); // a word of editors, for what they say
  return ajv.compile(JSON.parse(file?.content ?? ''));
}

/** Which schema a spec is for, by its path below the specs folder. */
function kindOf(file: string): string | undefined {
  if (/^[^/]+\/api\.yaml$/.test(file)) return 'api';
  if (/^[^/]+\/environments\//.test(file)) return 'environment';
  return /^[^/]+\/endpoints\//.test(file) ? 'endpoints' : undefined;
}

describe('the JSON Schemas for editors', () => {
  it('are what stands in schemas/, with the one of a run', () => {
    const written = Object.fromEntries(
      readdirSync(path.join(root, 'schemas')).map((name) => [name, readFileSync(path.join(root, 'schemas', name), 'utf8')]),
    );
    expect(written).to.deep.equal(Object.fromEntries([...schemas, runSchema()].map((schema) => [schema.path, schema.content])));
  });

  for (const { path: name, content } of schemas) {
    it(`${name} is valid draft-07, without words of our own`, () => {
      const ajv = new Ajv({ strict: false });
      expect(ajv.validateSchema(JSON.parse(content)), JSON.stringify(ajv.errors)).to.equal(true);
      expect(content).not.to.contain('"x-');
    });
    it(`${name} says something of every key`, () => {
      const mute: string[] = [];
      const visit = (schema: unknown, at: string): void => {
        if (typeof schema !== 'object' || schema === null) return;
        const { properties } = schema as { properties?: Record<string, { description?: string; anyOf?: { description?: string }[] }> };
        for (const [key, member] of Object.entries(properties ?? {}))
          if (key !== '$ref' && !member.description && !(member.anyOf ?? []).some((branch) => branch.description))
            mute.push(`${at}.${key}`);
        for (const [key, member] of Object.entries(schema)) visit(member, `${at}.${key}`);
      };
      visit(JSON.parse(content), name);
      expect(mute).to.deep.equal([]);
    });
  }

  for (const [file, text] of [
    ...Object.entries(own),
    ...Object.entries(demo).map(([name, each]) => [name.replace(/^specs\//, ''), each] as const),
  ]) {
    const kind = kindOf(file);
    if (kind === undefined) continue;
    it(`accept ${file}, and refuse it with an unknown key`, () => {
      const validate = validatorOf(kind);
      const value = parse(text) as object;
      expect(validate(value), JSON.stringify(validate.errors)).to.equal(true);
      expect(validate({ ...value, unheardOf: 1 })).to.equal(false);
    });
  }

  it('refuse an unknown key deep inside', () => {
    const validate = validatorOf('endpoints');
    const spec = parse(demo['specs/demo/endpoints/things.yaml'] ?? '') as { endpoints: { responses: { 200: object } }[] };
    expect(validate(spec)).to.equal(true);
    Object.assign(spec.endpoints[0]?.responses[200] ?? {}, { shcema: true });
    expect(validate(spec)).to.equal(false);
  });
  it('accept a $ref where the language follows one, and nothing beside it', () => {
    const validate = validatorOf('api');
    expect(validate({ name: 'A', auth: { $ref: 'auth.yaml' } })).to.equal(true);
    expect(validate({ name: 'A', auth: { $ref: 'auth.yaml', grant: 'client_credentials' } })).to.equal(false);
  });
});
