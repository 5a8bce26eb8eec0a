/** How requests reach their servers. Values may be secrets. */
export interface Connection {
  /** Absolute paths of PEM files. */
  readonly ca?: string | undefined;
  readonly clientCertificate?: { readonly certificate: string; readonly key: string; readonly passphrase: string | undefined } | undefined;
  /** Whether the certificates of servers are verified. */
  readonly verify: boolean;
  /** The address of the proxy; `none` whatever the process says, undefined: the proxy that the process names, if any. */
  readonly proxy?: string | 'none' | undefined;
  /** The same as it may be shown. */
  readonly shown?: ShownConnection;
}

/** How servers are reached, as a person would write it: without secrets, and with paths as they are seen from the working directory. */
export interface ShownConnection {
  readonly ca?: string;
  readonly certificate?: string;
  readonly key?: string;
  /** The variable of the process that holds the passphrase of the key. */
  readonly passphrase?: string;
  /** Whether the certificates of servers are not verified. */
  readonly insecure?: true;
  /** The address of the proxy, or the variable of the process that holds it. */
  readonly proxy?: string | { readonly from: string };
}

/** Where nothing else is said. */
export const plainConnection: Connection = { verify: true };

/** To a server on this machine, whatever proxy the process names. */
export const localConnection: Connection = { verify: true, proxy: 'none' };

/** What must not be shown of it. */
export function secretsIn({ clientCertificate, proxy }: Connection): string[] {
  const { username, password } = proxyUrl(proxy) ?? { username: '', password: '' };
  const plain = decodeURIComponent(password);
  return [clientCertificate?.passphrase ?? '', ...(password === '' ? [] : [password, plain, `${decodeURIComponent(username)}:${plain}`])];
}

/** The options of Newman that say it. */
export function newmanOptions({ ca, clientCertificate, verify }: Connection): Readonly<Record<string, unknown>> {
  return {
    insecure: !verify,
    ...(ca === undefined ? {} : { sslExtraCaCerts: ca }),
    ...(clientCertificate
      ? {
          sslClientCert: clientCertificate.certificate,
          sslClientKey: clientCertificate.key,
          ...(clientCertificate.passphrase === undefined ? {} : { sslClientPassphrase: clientCertificate.passphrase }),
        }
      : {}),
  };
}

/** A run of postman-runtime, as far as it is about proxies. */
export interface ProxyRun {
  readonly options?: { systemProxy?: (url: string, callback: (error: null, proxy: object) => void) => void };
  readonly requester?: { readonly options?: { ignoreProxyEnvironmentVariables?: boolean } };
}

/** Newman has no option for a proxy, only the variables of the process; its runtime has. */
export function setProxy({ options, requester }: ProxyRun, { proxy }: Connection): void {
  if (proxy === undefined) return;
  if (requester?.options) requester.options.ignoreProxyEnvironmentVariables = true;
  const url = proxyUrl(proxy);
  if (!url || !options) return;
  const config = {
    match: 'http+https://*/*',
    protocol: url.protocol.slice(0, -1),
    host: url.hostname,
    port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
    ...(url.password === '' && url.username === ''
      ? {}
      : { authenticate: true, username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }),
  };
  options.systemProxy = (_, callback) => callback(null, config);
}

function proxyUrl(proxy: string | undefined): URL | undefined {
  return proxy !== undefined && URL.canParse(proxy) ? new URL(proxy) : undefined;
}
