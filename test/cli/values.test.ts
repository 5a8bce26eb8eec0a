import { describe, it } from 'node:test';
import { expect } from 'chai';
import { mockValuesFor, valuesFor } from '../../scripts/cli/values.ts';
import type { Api, Environment } from '../../scripts/model/model.ts';
import { Folder, resolveDemo, sentences } from '../support/specs.ts';

const spec = `name: Dev
variables:
  baseUrl: { value: https://spec.example.com, from: BASE }
  carrier: { required: true, from: CARRIER }
  plain: from the spec
  empty: {}
secrets:
  clientId: { from: ID }
  clientSecret: { required: false }
`;

function resolved(): { api: Api; environment: Environment } {
  const [api] = resolveDemo({ 'environments/dev.yaml': spec }).apis;
  const [environment] = api?.environments ?? [];
  if (!api || !environment) throw new Error('no environment');
  return { api, environment };
}

/** The values of a run with --var, a process and a `.env` like these. */
function values(given: Record<string, string>, env: Record<string, string>, dotEnv?: string) {
  using work = new Folder(dotEnv === undefined ? {} : { '.env': dotEnv });
  return valuesFor(resolved().environment, given, { env, cwd: () => work.path });
}

describe('the values of a run', () => {
  const env = { BASE: 'https://process.example.com', CARRIER: 'c', ID: 'i' };

  it('come from --var, the process, .env and the spec, in that order', () => {
    const dotEnv = 'BASE=https://file.example.com\n';
    const base = (given: Record<string, string>, process: Record<string, string>, file?: string) =>
      values(given, process, file).values['baseUrl'];
    expect(base({ baseUrl: 'https://given.example.com' }, env, dotEnv)).to.equal('https://given.example.com');
    expect(base({}, env, dotEnv)).to.equal('https://process.example.com');
    expect(base({}, {}, dotEnv)).to.equal('https://file.example.com');
    expect(base({}, {})).to.equal('https://spec.example.com');
  });
  it('are there for every variable, and name the secrets', () => {
    const { values: all, secrets, problems } = values({}, env);
    expect(all).to.deep.equal({
      baseUrl: 'https://process.example.com',
      carrier: 'c',
      plain: 'from the spec',
      empty: '',
      clientId: 'i',
      clientSecret: '',
    });
    expect(secrets).to.deep.equal(['clientId', 'clientSecret']);
    expect(problems).to.deep.equal([]);
  });
  it('are missed where they are required, also when they are empty', () => {
    expect(sentences(values({ carrier: '' }, { ID: '' }).problems)).to.deep.equal([
      '{{carrier}} has no value for dev; set CARRIER in the process or in .env, or give --var carrier=…',
      '{{clientId}} has no value for dev; set ID in the process or in .env, or give --var clientId=…',
    ]);
  });
  it('are read from a .env with quotes, comments and export', () => {
    const { values: all } = values({}, {}, '# mine\nexport CARRIER="a b"\nID=\'i\' # the id\n');
    expect([all['carrier'], all['clientId']]).to.deep.equal(['a b', 'i']);
  });
  it('are not set for a variable that there is not', () => {
    const { values: all, problems } = values({ plian: 'x', __proto__x: 'y' }, env);
    expect(all).not.to.have.property('plian');
    expect(sentences(problems)[0]).to.equal('the environment dev has no variable "plian"; did you mean "plain"?');
    expect(problems).to.have.length(2);
  });
  it('survive a folder called .env', () => {
    using work = new Folder({ '.env/x': '' });
    expect(valuesFor(resolved().environment, {}, { env, cwd: () => work.path }).problems).to.deep.equal([]);
  });
});

describe('the values of the mock', () => {
  it('give way to --var', () => {
    const { api } = resolved();
    const {
      values: all,
      secrets,
      problems,
    } = mockValuesFor(api, { baseUrl: 'http://127.0.0.1:1', clientId: 'mock' }, { clientId: 'mine' });
    expect(all).to.deep.equal({ baseUrl: 'http://127.0.0.1:1', clientId: 'mine' });
    expect(secrets).to.deep.equal(['clientId', 'clientSecret']);
    expect(problems).to.deep.equal([]);
  });
  it('are not set for a variable that there is not', () => {
    expect(mockValuesFor(resolved().api, {}, { clientID: 'x' }).problems.map(({ code }) => code)).to.deep.equal(['unknown-variable']);
  });
});
