// Why there was no answer, in words: whoever reads them looks at another place for each.
import type { BlamedField, ErrorKind } from './errors.ts';

/** Why there was no answer. */
interface Unreachable {
  /** Whether somebody was there, and is not known to be the server. */
  readonly kind: ErrorKind & ('unreachable' | 'misdirected');
  /** A clause without an end. */
  readonly why: string;
  /** The field of the kubeconfig that may be to blame, where one is known. */
  readonly field?: BlamedField | undefined;
}

/** By the code of a runtime. */
const AWAY: readonly (readonly [codes: RegExp, why: string])[] = [
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'the name of its server cannot be resolved'],
  [/^ECONNREFUSED$/, 'nothing listens at the address of its server'],
  [/^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/, 'there is no way to its server'],
];

/** The same for a certificate that is not taken. */
const UNTRUSTED: readonly (readonly [codes: RegExp, why: string, field?: BlamedField])[] = [
  [/^CERT_HAS_EXPIRED$/, 'the certificate of its server has expired'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'the certificate of its server is for another name', 'tls-server-name'],
  [
    /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(GET_ISSUER_CERT|GET_ISSUER_CERT_LOCALLY|VERIFY_LEAF_SIGNATURE)|CERT_.+)$/,
    'the certificate of its server is not of the authority that the kubeconfig trusts',
    'certificate-authority',
  ],
];

/** @param error what a fetch threw */
export function whyUnreachable(error: unknown): Unreachable {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (typeof code !== 'string') continue;
    const away = AWAY.find(([codes]) => codes.test(code));
    if (away !== undefined) return { kind: 'unreachable', why: away[1] };
    const untrusted = UNTRUSTED.find(([codes]) => codes.test(code));
    if (untrusted !== undefined) return { kind: 'misdirected', why: untrusted[1], field: untrusted[2] };
  }
  return { kind: 'unreachable', why: 'there is no connection, or it broke' };
}
