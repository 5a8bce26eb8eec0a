import { X509Certificate } from 'node:crypto';
import path from 'node:path';
import { createSecureContext } from 'node:tls';
import type { Environment } from '../model/model.ts';
import type { Connection, ShownConnection } from '../runner/connection.ts';
import { type Problem, problem } from '../source/problem.ts';
import type { Span } from '../source/source-file.ts';
import { readBytes } from './disk.ts';
import type { Io } from './io.ts';
import { processValue } from './values.ts';

export interface ConnectionOptions {
  /** A file with certificate authorities, in place of the one that the environment names. */
  readonly ca?: string;
  /** Whether the certificates of servers are not verified. */
  readonly insecure?: boolean;
}

/** How the servers of an environment are reached, with what is wrong about that. The files are tried out. */
export function connectionFor(
  { id, kind, tls, proxy }: Environment,
  options: ConnectionOptions,
  io: Pick<Io, 'env' | 'cwd'>,
): { readonly connection: Connection; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const { clientCertificate: client } = tls;
  const find = (name: string, span: Span): string => path.resolve(io.cwd(), path.dirname(span.file), name);
  const read = (name: string, full: string, what: string, span?: Span): Buffer | undefined => {
    const { bytes, reason } = readBytes(full);
    if (bytes === undefined) problems.push(problem('tls-file', { file: name, what, reason: reason ?? '' }, span));
    return bytes;
  };
  const processText = (from: string, what: string, span: Span): string | undefined => {
    const value = processValue(from, io);
    if (!value) problems.push(problem('missing-process-variable', { from, what }, span));
    return value || undefined;
  };

  const authority = options.ca ?? tls.ca?.path;
  const ca = options.ca === undefined ? tls.ca && find(tls.ca.path, tls.ca.origin) : path.resolve(io.cwd(), options.ca);
  if (ca !== undefined && authority !== undefined) {
    const span = options.ca === undefined ? tls.ca?.origin : undefined;
    const bytes = read(authority, ca, 'a certificate authority', span);
    if (bytes && !isCertificate(bytes))
      problems.push(problem('tls-file', { file: authority, what: 'a certificate authority', reason: notPem }, span));
  }

  const files = client && {
    certificate: find(client.certificate.path, client.certificate.origin),
    key: find(client.key.path, client.key.origin),
    passphrase:
      client.passphrase === undefined
        ? undefined
        : processText(client.passphrase, 'the passphrase of the client certificate', client.origin),
  };
  if (client && files) {
    const certificate = read(client.certificate.path, files.certificate, 'a client certificate', client.certificate.origin);
    const key = read(client.key.path, files.key, 'the key of the client certificate', client.key.origin);
    if (certificate && !isCertificate(certificate))
      problems.push(
        problem('tls-file', { file: client.certificate.path, what: 'a client certificate', reason: notPem }, client.certificate.origin),
      );
    else if (certificate && key && (files.passphrase !== undefined || client.passphrase === undefined)) {
      const reason = unusable(certificate, key, files.passphrase);
      const what = 'the key of the client certificate';
      if (reason !== undefined) problems.push(problem('tls-file', { file: client.key.path, what, reason }, client.key.origin));
    }
  }

  if (!tls.verify && kind === 'production' && !options.insecure)
    problems.push(problem('unverified-production', { environment: id }, tls.origin));

  const address = proxy?.from === undefined ? proxy?.url : processText(proxy.from, 'the address of the proxy', proxy.origin);
  if (proxy?.from !== undefined && address !== undefined && !/^https?:\/\/[^/]/.test(address))
    problems.push(problem('proxy-address', { from: proxy.from }, proxy.origin));
  const shownPath = (name: string, full: string): string => (path.isAbsolute(name) ? name : path.relative(io.cwd(), full));
  const verify = tls.verify && !options.insecure;
  const shown: ShownConnection = {
    ...(ca === undefined || authority === undefined ? {} : { ca: shownPath(authority, ca) }),
    ...(client && files
      ? { certificate: shownPath(client.certificate.path, files.certificate), key: shownPath(client.key.path, files.key) }
      : {}),
    ...(client?.passphrase === undefined ? {} : { passphrase: client.passphrase }),
    ...(verify ? {} : { insecure: true }),
    ...(proxy?.url === undefined ? {} : { proxy: proxy.url }),
    ...(proxy?.from === undefined ? {} : { proxy: { from: proxy.from } }),
  };
  return { connection: { ca, clientCertificate: files, verify, proxy: address, shown }, problems };
}

const notPem = 'it holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)';

function isCertificate(bytes: Buffer): boolean {
  try {
    return new X509Certificate(bytes).subject !== undefined;
  } catch {
    return false;
  }
}

/** Why a certificate and a key do not go together. */
function unusable(cert: Buffer, key: Buffer, passphrase: string | undefined): string | undefined {
  try {
    createSecureContext({ cert, key, ...(passphrase === undefined ? {} : { passphrase }) });
    return undefined;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ERR_OSSL_X509_KEY_VALUES_MISMATCH') return 'it is the key of another certificate';
    if (!/ENCRYPTED/.test(key.toString('latin1'))) return 'it holds no private key in PEM form (-----BEGIN PRIVATE KEY-----)';
    return passphrase === undefined
      ? 'it is encrypted; name the variable of the process that holds its passphrase with passphrase: { from: NAME }'
      : 'the passphrase does not open it';
  }
}
