// Why a runtime with sockets of its own could not reach a server: it says "fetch failed" or "terminated", and what happened
// is a code behind that. A browser has its own file in place of this one, see `imports` in package.json.
import type { Reason } from './network-error.ts';

const CERTIFICATE = 'Set the endpoint to the name that the certificate is for, or trust its authority.';

const REASONS: Readonly<Record<string, Reason>> = {
  ECONNREFUSED: { what: 'nothing listens there' },
  ENOTFOUND: { what: 'its name is not known' },
  EAI_AGAIN: { what: 'its name cannot be looked up now' },
  ECONNRESET: { what: 'the connection was cut' },
  EPIPE: { what: 'the connection was cut' },
  UND_ERR_SOCKET: { what: 'the connection was cut' },
  ETIMEDOUT: { what: 'it does not answer' },
  UND_ERR_CONNECT_TIMEOUT: { what: 'it does not answer' },
  EHOSTUNREACH: { what: 'no way leads there' },
  ENETUNREACH: { what: 'no way leads there' },
  CERT_HAS_EXPIRED: { what: 'its certificate has expired', next: CERTIFICATE, isLasting: true },
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    what: 'nobody vouches for its certificate',
    next: CERTIFICATE,
    isLasting: true,
  },
  SELF_SIGNED_CERT_IN_CHAIN: {
    what: 'nobody vouches for its certificate',
    next: CERTIFICATE,
    isLasting: true,
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    what: 'nobody vouches for its certificate',
    next: CERTIFICATE,
    isLasting: true,
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    what: 'its certificate is for another name',
    next: CERTIFICATE,
    isLasting: true,
  },
};

/** The reason behind what was thrown, and its code. */
export function reasonOf(url: URL, thrown: unknown): Reason {
  const code = codeOf(thrown);
  return { ...reasonBy(url, code, thrown), code };
}

function reasonBy(url: URL, code: string | undefined, thrown: unknown): Reason | undefined {
  if (code === 'ECONNREFUSED' && isLocal(url.hostname)) {
    return {
      what: 'nothing listens there',
      next: 'Start the service with `npm start`, or set another endpoint.',
    };
  }
  // A server that speaks http answers the greeting of TLS with text.
  if (url.protocol === 'https:' && /^(ERR_SSL_|EPROTO$)/.test(code ?? '')) {
    const next = 'If the server there speaks http, write http:// in place of https:// in the endpoint.';
    return { what: 'what answers does not speak https', next, isLasting: true };
  }
  if (url.protocol === 'http:' && code?.startsWith('HPE_')) {
    const next = 'If the server there speaks https, write https:// in place of http:// in the endpoint.';
    return { what: 'what answers does not speak http', next, isLasting: true };
  }
  if (causeOf(thrown) instanceof Error && (causeOf(thrown) as Error).message === 'bad port') {
    const next = `The port ${url.port} belongs to another protocol and is refused by every fetch: use another.`;
    return { what: 'its port may not be used', next, isLasting: true };
  }
  return code !== undefined && Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
}

/** The loopback addresses, as URLs write them. */
function isLocal(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.[0-9.]+$/.test(hostname);
}

/** undici hides the system's reason (ECONNREFUSED …) in `cause`. */
function causeOf(thrown: unknown): unknown {
  return thrown instanceof Error ? (thrown.cause ?? thrown) : thrown;
}

function codeOf(thrown: unknown): string | undefined {
  const cause = causeOf(thrown);
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}
