// Scripts that Postern wrote are run without Postman's sandbox where they can be. What this does not take leaves no trace.

import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { expect } from 'chai';
import { VariableScope } from 'postman-collection';
import { loadingLate } from '../../scripts/runner/quick/lazy.ts';
import { type EventCommand, ownEvents } from '../../scripts/runner/quick/own-events.ts';
import { OwnScripts, type Scope, type Surroundings } from '../../scripts/runner/quick/own-scripts.ts';

function scope(values: Readonly<Record<string, string>> = {}): Scope {
  const variables = Object.entries(values).map(([key, value]) => ({ key, value }));
  return new VariableScope({ id: 'a-scope', values: variables } as never) as unknown as Scope;
}

function surroundings(more: Partial<Surroundings> = {}): Surroundings {
  return {
    id: 'an-id',
    name: 'A request',
    local: scope({ here: 'before' }),
    environment: scope({ host: 'example.com', both: 'of the environment' }),
    collection: scope({ kept: 'a token', both: 'of the collection' }),
    globals: scope(),
    request: { url: { toString: () => 'https://{{host}}/' }, method: 'GET' },
    response: undefined,
    fillIn: (text) => text.replace('{{host}}', 'filled in'),
    ...more,
  };
}

describe('a script of Postern’s own', () => {
  test('reads and sets variables, the nearest first', () => {
    const around = surroundings();
    const script = `pm.variables.set('seen', pm.variables.get('both') + ', ' + pm.variables.replaceIn(pm.request.url.toString()));
      pm.collectionVariables.unset('kept');`;
    expect(new OwnScripts().run(script, around)).to.deep.equal({ assertions: [], nextRequest: undefined });
    expect([around.local.get('seen'), around.collection.has('kept')]).to.deep.equal(['of the environment, https://filled in/', false]);
  });

  test('reports its tests in the way of the sandbox', () => {
    const script = `pm.test('passes', () => {});
      pm.test('fails', () => pm.expect.fail('not this'));
      pm.test('throws', () => { throw new Error('nor that'); });
      pm.test.skip('is skipped', () => {});
      pm.execution.setNextRequest(pm.info.requestId);`;
    const outcome = new OwnScripts().run(script, surroundings());
    expect(outcome?.nextRequest).to.equal('an-id');
    expect(outcome?.assertions).to.deep.equal([
      { name: 'passes', index: 0, async: false, passed: true, skipped: false, error: null },
      { name: 'fails', index: 1, async: false, passed: false, skipped: false, error: { name: 'AssertionError', message: 'not this' } },
      { name: 'throws', index: 2, async: false, passed: false, skipped: false, error: { name: 'Error', message: 'nor that' } },
      { name: 'is skipped', index: 3, async: false, passed: true, skipped: true, error: null },
    ]);
  });

  const tooMuch: readonly [string, string][] = [
    ['sends a request', 'pm.sendRequest({}, () => {});'],
    ['sends one where an error is caught', 'try { pm.sendRequest({}, () => {}); } catch {}'],
    ['sends one in a test', "pm.test('a test', () => pm.sendRequest({}, () => {}));"],
    ['skips its request', 'pm.execution.skipRequest();'],
    ['waits', 'setTimeout(() => {}, 1);'],
    ['needs a library', "require('crypto-js');"],
    ['uses what is not there', 'pm.cookies.get("a");'],
    ['throws', "throw new Error('of its own');"],
    ['does not parse', 'const const;'],
  ];
  for (const [what, script] of tooMuch) {
    test(`is left to the sandbox when it ${what}, and no variable has changed`, () => {
      const around = surroundings();
      const before = `pm.variables.set('here', 'after'); pm.variables.set('new', 'one'); pm.collectionVariables.unset('kept');`;
      expect(new OwnScripts().run(`${before}\n${script}`, around)).to.equal(undefined);
      expect([around.local.get('here'), around.local.has('new'), around.collection.get('kept')]).to.deep.equal([
        'before',
        false,
        'a token',
      ]);
    });
  }
});

describe('an event of a request', () => {
  /** Runs the scripts of an event; says what listeners heard, and which of the scripts were left to Newman. */
  async function listen(name: 'prerequest' | 'test', scripts: readonly string[], authored: readonly string[] = []) {
    const heard: string[] = [];
    const left: string[] = [];
    const eventOf = (text: string) => ({ script: { toSource: () => text } });
    const own = authored.map(eventOf);
    const item = {
      id: 'an-id',
      name: 'A request',
      events: { listeners: () => [...scripts.map(eventOf), ...own], listenersOwn: () => own },
    };
    const plain: EventCommand = (payload, next) => {
      left.push(...payload.item.events.listeners(name, {}).map((event) => event.script?.toSource() ?? ''));
      next(null, []);
    };
    const sdk = { Response: class {}, Property: { replaceSubstitutions: (text: string) => text } };
    const told = (what: string) => () => heard.push(what);
    const triggers = Object.fromEntries(
      ['beforePrerequest', 'beforeTest', 'assertion', 'script', 'prerequest', 'test'].map((each) => [each, told(each)]),
    );
    const context = {
      environment: scope(),
      collectionVariables: scope(),
      globals: scope(),
      _variables: scope(),
      request: surroundings().request,
    };
    const command = ownEvents(sdk as never, plain, async () => undefined);
    await new Promise<void>((resolve) => {
      command.call({ state: { _variables: context._variables }, triggers }, { name, item, context, coords: {} }, () => resolve());
    });
    return { heard, left };
  }

  test('is told of as Newman tells of it', async () => {
    expect(await listen('test', ["pm.test('a test', () => {});"])).to.deep.equal({
      heard: ['beforeTest', 'assertion', 'script', 'test'],
      left: [],
    });
  });

  test('goes to Newman from the first script on that is not for here', async () => {
    const scripts = ['', 'pm.execution.skipRequest();', ''];
    expect(await listen('prerequest', scripts)).to.deep.equal({ heard: ['beforePrerequest', 'script'], left: scripts.slice(1) });
  });

  test('leaves the code of an author to the sandbox', async () => {
    expect((await listen('test', [''], ["pm.test('mine', () => {});"])).left).to.deep.equal(["pm.test('mine', () => {});"]);
  });
});

describe('a module that is loaded late', () => {
  const require = createRequire(__filename);
  const isLoaded = (part: string): boolean => Object.keys(require.cache).some((file) => file.includes(`/node_modules/${part}/`));

  test('is there when it is used', () => {
    const handlebars = loadingLate(() => require('handlebars'));
    expect(isLoaded('handlebars')).to.equal(false);
    expect(handlebars.compile('{{a}}')({ a: 1 })).to.equal('1');
    expect(isLoaded('handlebars')).to.equal(true);
  });

  test('may have its parts picked out before', () => {
    const { ntlm } = loadingLate(() => require('httpntlm'));
    const { createType1Message } = ntlm;
    expect(isLoaded('httpntlm')).to.equal(false);
    expect(createType1Message({ domain: '', workstation: '' })).to.match(/^NTLM /);
    expect(isLoaded('httpntlm')).to.equal(true);
  });

  test('is loaded at once again afterwards', () => {
    loadingLate(() => undefined);
    require('xmlbuilder');
    expect(isLoaded('xmlbuilder')).to.equal(true);
  });
});
