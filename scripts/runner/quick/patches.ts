/** One place of a package that costs time and that a contract run does not need. */
export interface Patch {
  /** The module, as it is required from newman's own folder. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Why what the run tells stays the same. */
  readonly because: string;
}

/** The versions that the patches were made for and tested with. With any other, Newman runs as it is. */
export const versions: Readonly<Record<string, string>> = {
  newman: '6.2.2',
  'postman-runtime': '7.39.1',
  'postman-sandbox': '4.7.1',
  uvm: '2.1.1',
  'postman-collection': '4.4.0',
  '@postman/tough-cookie': '4.1.3-postman.1',
};

const resolved = 'postman-runtime/lib/runner';

/** Texts that are replaced when a package is loaded. Each is for itself: one that is not found leaves the others in force. */
export const patches: readonly Patch[] = [
  {
    file: `${resolved}/instruction.js`,
    from: 'setTimeout(callback.bind(...args), 0);',
    to: 'setImmediate(callback.bind(...args));',
    because: 'A timer of 0 ms waits for more than 1 ms, six times for each request. What follows still happens in a later turn.',
  },
  {
    file: `${resolved}/run.js`,
    from: 'setTimeout(function () {\n            // we do not have callback',
    to: '(function (fn) { setImmediate(fn); })(function () {\n            // we do not have callback',
    because: 'The same for an instruction that does not wait in the queue.',
  },
  {
    file: `${resolved}/create-item-context.js`,
    from: 'new sdk.Item(payload.item.toJSON())',
    to: 'new sdk.Item({ id: payload.item.id, name: payload.item.name, request: payload.item.request.toJSON(), protocolProfileBehavior: payload.item.protocolProfileBehavior })',
    because: 'The copy is for sending: variables would be looked for in its scripts and saved answers, which nothing reads.',
  },
  {
    file: `${resolved}/extensions/event.command.js`,
    from: '(result.response = new sdk.Response(payload.context.response));',
    to: 'undefined;',
    because: 'A second copy of the answer for listeners to the event "script", which do not read it here.',
  },
  {
    file: `${resolved}/extensions/event.command.js`,
    from: '(result.environment = new sdk.VariableScope(result.environment));',
    to: 'undefined;',
    because: 'The same: what a script changed has been applied to the real scope before.',
  },
  {
    file: `${resolved}/extensions/event.command.js`,
    from: 'result && result.globals && (result.globals = new sdk.VariableScope(result.globals));',
    to: '',
    because: 'The same.',
  },
  {
    file: `${resolved}/extensions/event.command.js`,
    from: '(result.collectionVariables = new sdk.VariableScope(result.collectionVariables));',
    to: 'undefined;',
    because: 'The same.',
  },
  {
    file: 'newman/lib/run/index.js',
    from: 'emitter.summary = new RunSummary(emitter, options);',
    to: 'emitter.summary = {};',
    because: "Newman's summary keeps every answer in memory until the end; observe.ts has its own.",
  },
  {
    file: 'tough-cookie/lib/memstore.js',
    from: 'if (!domain) {\n      return cb(null, []);',
    to: 'if (!domain || Object.keys(this.idx).length === 0) {\n      return cb(null, []);',
    because:
      'Where there are no cookies there is none for a domain; which domains one may be set for is looked up in a long list, three times for each request.',
  },
];
