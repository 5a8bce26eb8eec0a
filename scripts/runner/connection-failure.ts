import type { Connection } from './connection.ts';

/** Codes of Node (tls, from OpenSSL) that say that nobody trusted has signed the certificate. */
const untrusted = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

const others: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "the server's certificate has expired; renew it, or leave it unverified where that does no harm (--insecure)",
  CERT_NOT_YET_VALID: "the server's certificate is not valid yet; look at the clocks of both machines",
  CERT_REVOKED: "the server's certificate has been revoked; it needs another",
  CERT_SIGNATURE_FAILURE: "the signature of the server's certificate is wrong; it needs another",
  ERR_TLS_CERT_ALTNAME_INVALID:
    "the server's certificate is for another name; use the name that it is for, or give the server one for this name",
};

/** What OpenSSL says when the other side refused a certificate of ours, or missed one (RFC 8446 section 6.2). */
const refusedClient = /alert (certificate required|handshake failure|bad certificate|unknown ca|certificate unknown|certificate expired)/i;

/**
 * Why no request at all can be sent: what is wrong with a connection stays wrong, so it is told once, with the way out.
 * Undefined for any other failure.
 */
export function connectionFailureOf(error: Error & { code?: string }, url: string, connection: Connection): string | undefined {
  const { code = '', message } = error;
  const server = URL.canParse(url) ? new URL(url).origin : url;
  const because = (reason: string): string => `no secure connection to ${server}: ${reason} (${code || message})`;
  if (untrusted.includes(code))
    return because(
      connection.ca === undefined
        ? "nobody who is trusted vouches for the server's certificate; name the authority that does, with tls: { ca: FILE } in the environment or --ca FILE"
        : "the authority that tls.ca or --ca names does not vouch for the server's certificate; name the one that does",
    );
  const known = others[code];
  if (known !== undefined) return because(known);
  if (refusedClient.test(message))
    return because(
      connection.clientCertificate
        ? 'the server refuses the client certificate; give it one of an authority that it trusts'
        : 'the server asks for a client certificate; name one with tls: { clientCertificate: { certificate: FILE, key: FILE } } in the environment',
    );
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_'))
    return because('what answers there does not speak TLS as it should; look whether the address has to begin with http://');
  return proxyFailureOf(message, server);
}

/** What the tunnel library says (postman-request, lib/tunnel.js). */
function proxyFailureOf(message: string, server: string): string | undefined {
  const [, status, cause] = /tunneling socket could not be established, (?:statusCode=(\d+)|cause=(.*))/.exec(message) ?? [];
  if (cause !== undefined)
    return `no connection to ${server}: the proxy cannot be reached (${cause}); look at proxy: in the environment, or HTTPS_PROXY in the process`;
  if (status === '407')
    return `no connection to ${server}: the proxy asks for a name and a password (status 407); put its address with both into a variable of the process, and name that with proxy: { from: NAME } in the environment`;
  return status === undefined
    ? undefined
    : `no connection to ${server}: the proxy does not let it through (status ${status}); ask those who run it, or name the server in NO_PROXY if it needs none`;
}
