const known: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at the address',
  ECONNRESET: 'the server closed the connection before it answered',
  ENOTFOUND: 'the name of the server is not known',
  EAI_AGAIN: 'the name of the server could not be looked up',
  ETIMEDOUT: 'no answer came in time',
  ESOCKETTIMEDOUT: 'no answer came in time',
  CERT_HAS_EXPIRED: "the server's certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the server's certificate is its own, and nobody vouches for it",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "nobody known vouches for the server's certificate",
};

/** Why there was no answer, in words, with Node's own behind them. */
export function networkReason(error: Error & { code?: string }): string {
  const words = known[error.code ?? ''];
  return words === undefined ? `no answer: ${error.message}` : `no answer: ${words} (${error.message})`;
}
