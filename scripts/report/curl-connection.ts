import type { ShownConnection } from '../runner/connection.ts';
import { shellWord } from './shell.ts';

/** The options of curl for what the environment and the command line say of connections; curl itself takes the proxies that the process names. */
export function connectionOptions({ ca, certificate, key, passphrase, insecure, proxy }: ShownConnection = {}): string[] {
  const server = typeof proxy === 'object' ? shellWord([{ variable: proxy.from }]) : proxy && shellWord([proxy]);
  return [
    ...(ca === undefined ? [] : [`--cacert ${shellWord([ca])}`]),
    // A colon begins a password there.
    ...(certificate === undefined ? [] : [`--cert ${shellWord([certificate.replace(/[\\:]/g, '\\$&')])}`]),
    ...(key === undefined ? [] : [`--key ${shellWord([key])}`]),
    ...(passphrase === undefined ? [] : [`--pass ${shellWord([{ variable: passphrase }])}`]),
    ...(insecure ? ['--insecure'] : []),
    ...(server === undefined ? [] : [`--proxy ${server}`]),
  ];
}
