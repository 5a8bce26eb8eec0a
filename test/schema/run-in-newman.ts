import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import newman from 'newman';

/** What one `pm.test` in a script came to. */
export type Assertion = { readonly name: string; readonly error: string | undefined };

/** What a run of Newman came to. */
export type NewmanResult = {
  readonly assertions: readonly Assertion[];
  /** What failed outside of `pm.test`: a script that does not parse, or throws. */
  readonly failures: readonly string[];
};

/** Runs each script as the test script of a request, in Newman's sandbox; the requests go to a server on this machine, which answers `answer` as JSON. */
export async function runInNewman(scripts: readonly string[], answer = '{}'): Promise<NewmanResult> {
  const server = createServer((_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(answer));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const item = scripts.map((script, index) => ({
    name: `script ${index + 1}`,
    request: { method: 'GET', url: `http://127.0.0.1:${port}/` },
    event: [
      {
        listen: 'test', // One text, not a list of lines: Newman spends 3 ms a request on a list of 1,000.
        script: { type: 'text/javascript', exec: [script] },
      },
    ],
  }));
  const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
  try {
    const summary = await new Promise<newman.NewmanRunSummary>((resolve, reject) => {
      newman.run({ collection: { info: { name: 'scripts', schema }, item } as object }, (error, result) =>
        error ? reject(error) : resolve(result),
      );
    });
    const assertions = summary.run.executions.flatMap((execution) =>
      (execution.assertions ?? []).map(({ assertion, error }) => ({ name: assertion, error: error?.message })),
    );
    const failures = summary.run.failures.filter(({ at }) => !at.startsWith('assertion')).map(({ error }) => error.message);
    return { assertions, failures };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
